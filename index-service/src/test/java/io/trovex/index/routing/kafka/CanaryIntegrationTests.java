package io.trovex.index.routing.kafka;

import static io.trovex.index.lucene.Documents.document;
import static org.assertj.core.api.Assertions.assertThat;

import io.trovex.contracts.CanaryDecided;
import io.trovex.contracts.CanaryStep;
import io.trovex.contracts.Generation;
import io.trovex.index.IndexApplication;
import io.trovex.index.canary.CanarySettings;
import io.trovex.index.canary.CanarySteps;
import io.trovex.index.lucene.IndexSettings;
import io.trovex.index.lucene.IndexableDocument;
import io.trovex.index.lucene.LuceneIndex;
import io.trovex.index.routing.CanaryRun;
import io.trovex.index.search.QueryEmbedder;
import io.trovex.index.search.SearchService;
import io.trovex.index.search.SearchSettings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.test.EmbeddedKafkaBroker;
import org.springframework.kafka.test.context.EmbeddedKafka;
import org.springframework.test.context.junit.jupiter.SpringExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The service with a real broker: searches over HTTP decide what becomes of a candidate. */
@ExtendWith(SpringExtension.class)
@EmbeddedKafka(partitions = 1)
class CanaryIntegrationTests {
    private static final Generation SERVING = new Generation("g1-canary", "test-model", 4);
    private static final Generation CANDIDATE = new Generation("g2-canary", "other-model", 3);
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final CanarySettings SETTINGS = new CanarySettings(
            CanarySteps.ofPercent(List.of(50.0, 100.0)),
            20,
            Duration.ofMillis(300),
            0.01,
            0.001,
            10,
            1.5,
            Duration.ofSeconds(5));

    @TempDir
    Path directory;

    @Autowired
    private EmbeddedKafkaBroker broker;

    private final HttpClient http = HttpClient.newHttpClient();
    private final AtomicBoolean candidateFails = new AtomicBoolean();
    private ConfigurableApplicationContext service;
    private LuceneIndex candidateIndex;
    private int searches;

    @Configuration(proxyBeanMethods = false)
    static class Embedder {
        @Bean
        QueryEmbedder embedder() {
            return _ -> new float[] {1, 0, 0, 0};
        }
    }

    @BeforeEach
    void start() {
        service = new SpringApplicationBuilder(IndexApplication.class, Embedder.class)
                .run(
                        "--server.port=0",
                        "--spring.kafka.bootstrap-servers=" + broker.getBrokersAsString(),
                        "--trovex.topics.partitions=1",
                        "--trovex.generation.id=" + SERVING.id(),
                        "--trovex.generation.model=" + SERVING.model(),
                        "--trovex.generation.dimension=" + SERVING.dimension(),
                        "--trovex.index.directory=" + directory.resolve("index"),
                        "--trovex.objects.directory=" + directory.resolve("objects"));
        LuceneIndex index = service.getBean(LuceneIndex.class);
        index.apply(List.of(new IndexableDocument(
                document("boats", "Boats are ships.", 1, 0, 0, 0).event(SERVING), "Boats are ships.")));
        index.refresh();
        candidateIndex = LuceneIndex.open(directory.resolve("candidate"), CANDIDATE, IndexSettings.DEFAULTS);
        candidateIndex.apply(List.of(new IndexableDocument(
                document("boats", "Boats are ships.", 0, 1, 0).event(CANDIDATE), "Boats are ships.")));
        candidateIndex.refresh();
    }

    @AfterEach
    void stop() {
        service.close();
        candidateIndex.close();
        http.close();
    }

    @Test
    void aCandidateThatBeginsToFailIsTakenBackWithinASecondAndNoSearchFails() throws Exception {
        run().start("bad", candidate(), SETTINGS);
        Awaitility.await().atMost(20, TimeUnit.SECONDS).until(() -> isCandidates(search()));

        candidateFails.set(true);
        int failed = 0;
        while (failed < 10) {
            JsonNode answer = search();
            failed = isCandidates(answer) ? failed + 1 : failed;
        }
        long tenthFailure = System.nanoTime();
        while (isCandidates(search("somebody-who-tries"), search("somebody-else"), search())) {
            assertThat(Duration.ofNanos(System.nanoTime() - tenthFailure)).isLessThan(Duration.ofSeconds(1));
        }

        Awaitility.await()
                .atMost(10, TimeUnit.SECONDS)
                .until(() -> decisions("bad").getLast().decision() == CanaryStep.ROLLED_BACK);
        CanaryDecided last = decisions("bad").getLast();
        assertThat(last.cause()).isIn("consecutive_failures", "failures");
        assertThat(last.candidateSearches()).isNotNull();
        assertThat(last.candidateSearches().failed()).isGreaterThanOrEqualTo(10);
        for (int i = 0; i < 50; i++) {
            assertThat(search().path("generation").asString()).isEqualTo(SERVING.id());
        }
    }

    @Test
    void aGoodOneGoesThroughItsStepsAndARestartFindsItThere() throws Exception {
        run().start("good", candidate(), SETTINGS);
        Awaitility.await().atMost(30, TimeUnit.SECONDS).until(() -> {
            for (int i = 0; i < 20; i++) {
                search();
            }
            return decisions("good").getLast().decision() == CanaryStep.COMPLETED;
        });

        assertThat(decisions("good"))
                .extracting(CanaryDecided::decision)
                .containsExactly(CanaryStep.STARTED, CanaryStep.ADVANCED, CanaryStep.COMPLETED);
        assertThat(search().path("generation").asString()).isEqualTo(CANDIDATE.id());
        assertThat(search().path("share").asDouble()).isEqualTo(100);

        CanaryDecided last = decisions("good").getLast();
        assertThat(KafkaCanaryJournal.progress(last))
                .isEqualTo(run().trial().orElseThrow().progress());
    }

    private CanaryRun run() {
        return service.getBean(CanaryRun.class);
    }

    private SearchService candidate() {
        return new SearchService(
                candidateIndex,
                _ -> {
                    if (candidateFails.get()) {
                        throw new IllegalStateException("a model that fails");
                    }
                    return new float[] {0, 1, 0};
                },
                SearchSettings.DEFAULTS);
    }

    private List<CanaryDecided> decisions(String candidate) {
        return service.getBean(KafkaCanaryJournal.class).read().stream()
                .filter(decided -> decided.candidate().equals(candidate))
                .toList();
    }

    private JsonNode search() throws IOException, InterruptedException {
        return search("user-" + searches++);
    }

    private JsonNode search(String user) throws IOException, InterruptedException {
        URI url = URI.create("http://127.0.0.1:%s/v1/search?q=boats&client_id=%s"
                .formatted(service.getEnvironment().getProperty("local.server.port"), user));
        var answer = http.send(HttpRequest.newBuilder(url).build(), BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(200);
        JsonNode json = JSON.readTree(answer.body());
        assertThat(json.path("hits")).hasSize(1);
        return json;
    }

    private static boolean isCandidates(JsonNode... answers) {
        for (JsonNode answer : answers) {
            if (answer.path("variant").asString().equals("candidate")) {
                return true;
            }
        }
        return false;
    }
}
