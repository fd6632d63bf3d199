package io.trovex.index.opensearch;

import static io.trovex.index.lucene.Documents.document;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.trovex.contracts.Generation;
import io.trovex.contracts.GenerationAction;
import io.trovex.contracts.GenerationDecided;
import io.trovex.contracts.GenerationSpec;
import io.trovex.contracts.Headers;
import io.trovex.index.IndexApplication;
import io.trovex.index.search.QueryEmbedder;
import io.trovex.index.search.QueryEmbedders;
import io.trovex.stage.EventCodec;
import io.trovex.stage.generation.kafka.GenerationLog;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
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
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.test.EmbeddedKafkaBroker;
import org.springframework.kafka.test.context.EmbeddedKafka;
import org.springframework.test.context.junit.jupiter.SpringExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** From Lucene to OpenSearch and back, while documents are written and searched. */
@ExtendWith(SpringExtension.class)
@EmbeddedKafka(partitions = 1)
class EngineMoveIntegrationTests {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Generation LUCENE = new Generation("g1-lucene", "test-model", 4);
    private static final Generation OPENSEARCH = new Generation("g2-opensearch", "test-model", 4);

    @TempDir
    Path directory;

    @Autowired
    private EmbeddedKafkaBroker broker;

    private final HttpClient http = HttpClient.newHttpClient();
    private final OpenSearchSettings settings = SharedNode.settings(10_000);
    private final AtomicInteger written = new AtomicInteger();
    private final AtomicInteger searches = new AtomicInteger();
    private ConfigurableApplicationContext service;

    @Configuration(proxyBeanMethods = false)
    static class Embedders {
        private static final QueryEmbedder EMBEDDER = _ -> new float[] {1, 0, 0, 0};

        @Bean
        QueryEmbedder embedder() {
            return EMBEDDER;
        }

        @Bean
        QueryEmbedders embedders() {
            return new QueryEmbedders() {
                @Override
                public QueryEmbedder open(Generation generation) {
                    return EMBEDDER;
                }

                @Override
                public int dimension(String model) {
                    return 4;
                }

                @Override
                public String version(String model) {
                    return "1+a0";
                }

                @Override
                public Optional<String> objection(String model) {
                    return Optional.empty();
                }

                @Override
                public void release(Generation generation) {}
            };
        }
    }

    @BeforeEach
    void start() {
        service = new SpringApplicationBuilder(IndexApplication.class, Embedders.class)
                .run(
                        "--server.port=0",
                        "--spring.kafka.bootstrap-servers=" + broker.getBrokersAsString(),
                        "--trovex.topics.partitions=1",
                        "--trovex.generation.id=" + LUCENE.id(),
                        "--trovex.generation.model=" + LUCENE.model(),
                        "--trovex.generation.dimension=4",
                        "--trovex.index.opensearch.url=" + settings.url(),
                        "--trovex.index.opensearch.prefix=" + settings.prefix(),
                        "--trovex.index.opensearch.replicas=0",
                        "--trovex.index.directory=" + directory.resolve("index"),
                        "--trovex.objects.directory=" + directory.resolve("objects"));
        decide(LUCENE.id(), GenerationAction.BOOTSTRAP, new GenerationSpec("test-model", 4, 192, 0.15, "english"));
    }

    @AfterEach
    void stop() {
        service.close();
        http.close();
    }

    @Test
    void aGenerationOfAnotherEngineTakesOverAndGivesBackWithoutAFailedSearchOrALostDocument() throws Exception {
        for (int i = 0; i < 50; i++) {
            write();
        }
        Awaitility.await().atMost(PATIENCE).until(() -> documents(LUCENE) == 50);
        JsonNode begun = post(
                "/v1/generations",
                "{\"id\": \"%s\", \"model\": \"test-model\", \"engine\": \"opensearch\"}".formatted(OPENSEARCH.id()));
        assertThat(begun.path("spec").path("engine").asString()).isEqualTo("opensearch");

        try (ScheduledExecutorService load = Executors.newScheduledThreadPool(2)) {
            Future<?> writing = repeat(this::write, load);
            Future<?> searching = repeat(this::searchAsUsersDo, load);
            Awaitility.await().atMost(PATIENCE).until(() -> documents(OPENSEARCH) > 50);
            decide(OPENSEARCH.id(), GenerationAction.READY, null);
            assertThat(search().path("generation").asString()).isEqualTo(LUCENE.id());

            JsonNode promoted = post("/v1/generations/" + OPENSEARCH.id() + ":promote", "{\"by\": \"anna\"}");
            assertThat(promoted.path("gate"))
                    .hasSize(7)
                    .allSatisfy(check -> assertThat(check.path("passed").asBoolean())
                            .as(check.toString())
                            .isTrue());
            awaitServing(OPENSEARCH);
            searchSome();
            post("/v1/generations/" + OPENSEARCH.id() + ":rollback", "{\"by\": \"anna\"}");
            awaitServing(LUCENE);
            post("/v1/generations/" + OPENSEARCH.id() + ":promote", "{\"by\": \"anna\"}");
            awaitServing(OPENSEARCH);
            searchSome();

            assertThat(writing).isNotDone();
            assertThat(searching).isNotDone();
        }
        for (Generation each : List.of(LUCENE, OPENSEARCH)) {
            Awaitility.await().atMost(PATIENCE).until(() -> documents(each) == written.get());
        }

        post("/v1/generations/" + LUCENE.id() + ":retire", "{\"by\": \"anna\"}");
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> !Files.exists(directory.resolve("index").resolve(LUCENE.id())));
        assertThat(search().path("generation").asString()).isEqualTo(OPENSEARCH.id());
    }

    private void searchSome() {
        int before = searches.get();
        Awaitility.await().atMost(PATIENCE).until(() -> searches.get() > before + 5);
    }

    private static Future<?> repeat(Callable<?> work, ScheduledExecutorService load) {
        return load.scheduleWithFixedDelay(
                () -> {
                    try {
                        work.call();
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    }
                },
                0,
                20,
                TimeUnit.MILLISECONDS);
    }

    private int searchAsUsersDo() throws Exception {
        assertThat(search().path("hits")).hasSize(10);
        return searches.incrementAndGet();
    }

    /** As the embedding stage would for both generations. */
    private int write() throws Exception {
        String id = "d" + written.get();
        for (Generation generation : List.of(LUCENE, OPENSEARCH)) {
            byte[] value = service.getBean(EventCodec.class)
                    .encode(document(id, "tides of number" + id, 1, 0, 0, 0).event(generation));
            kafka().send(new ProducerRecord<>(
                            generation.topic(),
                            null,
                            id.getBytes(UTF_8),
                            value,
                            List.of(new RecordHeader(Headers.ORIGIN, "3:42".getBytes(UTF_8)))))
                    .get();
        }
        return written.incrementAndGet();
    }

    @SuppressWarnings("unchecked")
    private KafkaTemplate<byte[], byte[]> kafka() {
        return service.getBean(KafkaTemplate.class);
    }

    private void decide(String id, GenerationAction action, @Nullable GenerationSpec spec) {
        GenerationLog log = service.getBean(GenerationLog.class);
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> log.propose(new GenerationDecided(
                                HexFormat.of().toHexDigits(System.nanoTime()),
                                id,
                                action,
                                log.complete().revision(),
                                spec,
                                "test",
                                null,
                                List.of(),
                                Instant.now()))
                        .isEmpty());
    }

    private int documents(Generation generation) throws Exception {
        return answer(HttpRequest.newBuilder(url("/v1/generations/" + generation.id()))
                        .build())
                .path("progress")
                .path("documents")
                .asInt();
    }

    private void awaitServing(Generation generation) {
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> search().path("generation").asString().equals(generation.id()));
    }

    private JsonNode search() throws Exception {
        return answer(HttpRequest.newBuilder(url("/v1/search?q=tides")).build());
    }

    private JsonNode post(String path, String json) throws Exception {
        return answer(HttpRequest.newBuilder(url(path))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json))
                .build());
    }

    private JsonNode answer(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 202);
        return JSON.readTree(answer.body());
    }

    private URI url(String path) {
        return URI.create(
                "http://127.0.0.1:%s%s".formatted(service.getEnvironment().getProperty("local.server.port"), path));
    }
}
