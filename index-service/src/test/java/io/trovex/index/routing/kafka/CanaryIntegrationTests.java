package io.trovex.index.routing.kafka;

import static io.trovex.index.lucene.Documents.delete;
import static io.trovex.index.lucene.Documents.document;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.trovex.contracts.DocumentEmbedded;
import io.trovex.contracts.Generation;
import io.trovex.contracts.GenerationAction;
import io.trovex.contracts.GenerationDecided;
import io.trovex.contracts.GenerationSpec;
import io.trovex.contracts.Headers;
import io.trovex.contracts.Topics;
import io.trovex.index.IndexApplication;
import io.trovex.index.engine.IndexUnavailableException;
import io.trovex.index.engine.IndexView;
import io.trovex.index.engine.IndexableDocument;
import io.trovex.index.engine.SearchIndex;
import io.trovex.index.generation.GenerationIndexes;
import io.trovex.index.search.QueryEmbedder;
import io.trovex.index.search.QueryEmbedders;
import io.trovex.stage.EventCodec;
import io.trovex.stage.generation.kafka.GenerationLog;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
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
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.test.EmbeddedKafkaBroker;
import org.springframework.kafka.test.context.EmbeddedKafka;
import org.springframework.test.context.junit.jupiter.SpringExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The service with a real broker: orders and searches over HTTP decide what becomes of a candidate. */
@ExtendWith(SpringExtension.class)
@EmbeddedKafka(partitions = 1)
class CanaryIntegrationTests {
    private static final Generation SERVING = new Generation("g1-canary", "test-model", 4);
    private static final String MODEL = "other-model";
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final AtomicBoolean CANDIDATE_FAILS = new AtomicBoolean();
    private static final AtomicBoolean CANDIDATE_IS_SLOW = new AtomicBoolean();
    private static final AtomicReference<Runnable> AT_THE_GATE = new AtomicReference<>(() -> {});

    @TempDir
    Path directory;

    @Autowired
    private EmbeddedKafkaBroker broker;

    private final HttpClient http = HttpClient.newHttpClient();
    private ConfigurableApplicationContext service;
    private String candidate;
    private int searches;
    private int asked;

    @Configuration(proxyBeanMethods = false)
    static class Embedders {
        @Bean
        QueryEmbedder embedder() {
            return _ -> new float[] {1, 0, 0, 0};
        }

        @Bean
        QueryEmbedders embedders() {
            return new QueryEmbedders() {
                @Override
                public QueryEmbedder open(Generation generation) {
                    return _ -> {
                        if (CANDIDATE_FAILS.get()) {
                            throw new IllegalStateException("a model that fails");
                        }
                        if (CANDIDATE_IS_SLOW.get()) {
                            LockSupport.parkNanos(Duration.ofMillis(250).toNanos());
                        }
                        return new float[] {0, 1, 0};
                    };
                }

                @Override
                public int dimension(String model) {
                    return 3;
                }

                @Override
                public String version(String model) {
                    return "1+a0";
                }

                @Override
                public Optional<String> objection(String model) {
                    AT_THE_GATE.get().run();
                    return Optional.empty();
                }

                @Override
                public void release(Generation generation) {}
            };
        }
    }

    @BeforeEach
    void start() throws Exception {
        CANDIDATE_FAILS.set(false);
        CANDIDATE_IS_SLOW.set(false);
        AT_THE_GATE.set(() -> {});
        candidate = "g-" + UUID.randomUUID();
        startService();
        decide(SERVING.id(), GenerationAction.BOOTSTRAP, spec(SERVING));
        decide(candidate, GenerationAction.CREATE, spec(new Generation(candidate, MODEL, 3)));
        decide(candidate, GenerationAction.READY, null);
        fill(SERVING, 1, 0, 0, 0);
        fill(new Generation(candidate, MODEL, 3), 0, 1, 0);
        assertThat(order(candidate, "canary").path("state").asString()).isEqualTo("canary");
    }

    @AfterEach
    void stop() {
        decide(candidate, GenerationAction.ROLLBACK, null);
        decide(candidate, GenerationAction.RETIRE, null);
        service.close();
        http.close();
    }

    @Test
    void aCandidateThatBeginsToFailIsTakenBackSoonAndNoSearchFails() throws Exception {
        Awaitility.await().atMost(20, TimeUnit.SECONDS).until(() -> isCandidates(search()));

        CANDIDATE_FAILS.set(true);
        int failed = 0;
        while (failed < 10) {
            JsonNode answer = search();
            failed = isCandidates(answer) ? failed + 1 : failed;
        }
        long tenthFailure = System.nanoTime();
        while (isCandidates(search("somebody-who-tries"), search("somebody-else"), search())) {
            assertThat(Duration.ofNanos(System.nanoTime() - tenthFailure)).isLessThan(Duration.ofSeconds(5));
        }

        Awaitility.await()
                .atMost(10, TimeUnit.SECONDS)
                .until(() -> generation(candidate).path("state").asString().equals("ready"));
        JsonNode canary = generation(candidate).path("canary");
        assertThat(canary.path("state").asString()).isEqualTo("rolled_back");
        assertThat(canary.path("cause").asString()).isIn("consecutive_failures", "failures");
        assertThat(canary.path("candidate").path("failed").asInt()).isGreaterThanOrEqualTo(10);
        assertThat(canary.path("findings")).isNotEmpty();
        for (int i = 0; i < 50; i++) {
            assertThat(search().path("generation").asString()).isEqualTo(SERVING.id());
        }
    }

    @Test
    void aCandidateThatIsFarSlowerIsTakenBackByTheDefaultMargin() throws Exception {
        service.close();
        service = start(broker.getBrokersAsString(), "--trovex.canary.slow-margin=25ms", "--trovex.canary.soak=1m");
        CANDIDATE_IS_SLOW.set(true);

        Awaitility.await().atMost(40, TimeUnit.SECONDS).until(() -> {
            search();
            return generation(candidate).path("state").asString().equals("ready");
        });

        JsonNode canary = generation(candidate).path("canary");
        assertThat(canary.path("cause").asString()).isEqualTo("slow_answers");
        assertThat(canary.path("candidate").path("failed").asInt()).isZero();
    }

    @Test
    void aGoodOneGoesOnAtItsStepAfterARestartAndIsPromotedByItself() throws Exception {
        Awaitility.await().atMost(20, TimeUnit.SECONDS).until(() -> {
            search();
            return generation(candidate).path("canary").path("step").asInt() == 1;
        });
        service.close();
        startService();
        Awaitility.await().atMost(20, TimeUnit.SECONDS).until(() -> isCandidates(search()));
        assertThat(generation(candidate).path("canary").path("step").asInt()).isEqualTo(1);
        assertThat(search().path("share").asDouble()).isEqualTo(100);

        Awaitility.await().atMost(30, TimeUnit.SECONDS).until(() -> {
            search();
            return generation(candidate).path("state").asString().equals("serving");
        });

        JsonNode promoted = generation(candidate);
        assertThat(promoted.path("canary").path("history"))
                .extracting(step -> step.path("decision").asString())
                .containsExactly("started", "advanced", "completed");
        assertThat(promoted.path("history"))
                .extracting(decided -> decided.path("action").asString() + " by "
                        + decided.path("by").asString())
                .containsExactly("create by test", "ready by test", "canary by otto", "promote by canary");
        Awaitility.await()
                .atMost(10, TimeUnit.SECONDS)
                .until(() -> search().path("variant").asString().equals("serving"));
        assertThat(search().path("generation").asString()).isEqualTo(candidate);
    }

    @Test
    void aPersonTakesItAwayAndItsUsersGetTheServingOne() throws Exception {
        Awaitility.await().atMost(20, TimeUnit.SECONDS).until(() -> isCandidates(search()));

        assertThat(order(candidate, "rollback").path("state").asString()).isEqualTo("ready");

        Awaitility.await()
                .atMost(5, TimeUnit.SECONDS)
                .until(() -> !isCandidates(search("a"), search("b"), search("c"), search("d"), search("e")));
        assertThat(generation(candidate).path("canary").path("state").asString())
                .isEqualTo("ended");
    }

    @Test
    void orderedTwiceItIsDoneOnceAndTheGateSurvivesALetterThatNamesNoDocument() throws Exception {
        String made = JSON.writeValueAsString(Map.of("id", "made-" + candidate, "model", MODEL, "by", "otto"));
        assertThat(create(made, 202).path("state").asString()).isEqualTo("building");
        Set<String> known = known();
        assertThat(create(made, 202).path("id").asString()).isEqualTo("made-" + candidate);
        assertThat(create("{\"model\": \"%s\"}".formatted(MODEL), 202)
                        .path("id")
                        .asString())
                .as("one of that kind is there")
                .isIn("made-" + candidate, candidate);
        assertThat(known()).isEqualTo(known);
        assertThat(create(made.replace("{", "{\"chunking\": {\"tokens\": 64}, "), 409)
                        .path("code")
                        .asString())
                .isEqualTo("generation_exists");
        order("made-" + candidate, "cancel");

        assertThat(order(candidate, "rollback").path("state").asString()).isEqualTo("ready");
        assertThat(order(candidate, "rollback").path("state").asString()).isEqualTo("ready");
        assertThat(generation(candidate).path("expires").asString()).isNotEmpty();

        ProducerRecord<byte[], byte[]> letter =
                new ProducerRecord<>(Topics.deadLetters(Topics.DOCUMENTS_VALIDATED), new byte[0], new byte[0]);
        letter.headers()
                .add(Headers.DEAD_LETTER_STAGE, ("embedding." + candidate).getBytes(StandardCharsets.UTF_8))
                .add(Headers.CE_ID, "nobody knows".getBytes(StandardCharsets.UTF_8));
        try (var producer = new KafkaProducer<>(
                Map.<String, Object>of("bootstrap.servers", broker.getBrokersAsString()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            producer.send(letter).get();
        }
        JsonNode gate = answer(HttpRequest.newBuilder(url("/v1/generations/" + candidate + "/gate"))
                .build());
        assertThat(gate.path("checks"))
                .filteredOn(check -> check.path("check").asString().equals("dead_letters"))
                .singleElement()
                .satisfies(check -> {
                    assertThat(check.path("passed").asBoolean()).isTrue();
                    assertThat(check.path("detail").asString()).contains("1 do not say which");
                });
    }

    @Test
    void whatIsRetiredWhileTheGateLooksAtItIsRefusedForItsState() throws Exception {
        SearchIndex looked = index(new Generation(candidate, MODEL, 3)).orElseThrow();
        AT_THE_GATE.set(() -> {
            AT_THE_GATE.set(() -> {});
            // an automatic decision may come first
            Awaitility.await().atMost(20, TimeUnit.SECONDS).until(() -> {
                decide(candidate, GenerationAction.RETIRE, null);
                return isClosed(looked);
            });
        });

        JsonNode refused = post("/v1/generations/" + candidate + ":promote", "{\"by\": \"otto\"}", 409);

        assertThat(refused.path("code").asString()).isEqualTo("generation_state");
        assertThat(refused.path("detail").asString()).contains(candidate).contains("RETIRED");
    }

    @Test
    void whatWasSettledBeforeItServedIsToldWhenTheOneThatWasToTellItEnds() {
        decide(candidate, GenerationAction.PROMOTE, null);
        awaitServing(candidate);
        Awaitility.await()
                .atMost(20, TimeUnit.SECONDS)
                .until(() -> isComplete(index(new Generation(candidate, MODEL, 3))));
        // what comes now is still under way to the candidate
        send(Topics.DOCUMENTS_SUBMITTED, new byte[0], new byte[0]);
        // a delete is settled like any other, and leaves nothing to be found by other tests
        DocumentEmbedded event = delete("early", 1, SERVING).event();
        byte[] value = service.getBean(EventCodec.class).encode(event);
        send(
                SERVING.topic(),
                event.docId().getBytes(UTF_8),
                value,
                new RecordHeader(Headers.ORIGIN, "0:0".getBytes(UTF_8)));
        SearchIndex ahead = index(SERVING).orElseThrow();
        Awaitility.await().until(() -> version(ahead, "early") > 0);

        decide(candidate, GenerationAction.ROLLBACK, null);
        awaitServing(SERVING.id());
        try (Consumer<byte[], byte[]> told = new DefaultKafkaConsumerFactory<>(
                        Map.of("bootstrap.servers", broker.getBrokersAsString()),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer())
                .createConsumer()) {
            TopicPartition outcomes = new TopicPartition(Topics.DOCUMENTS_INDEXED, 0);
            told.assign(List.of(outcomes));
            told.seekToBeginning(List.of(outcomes));
            assertThat(told.endOffsets(List.of(outcomes)).get(outcomes))
                    .as("what is told before")
                    .isZero();
            decide(candidate, GenerationAction.RETIRE, null);

            List<String> docIds = new ArrayList<>();
            // the consumer that reads again may have just begun to wait for records
            Awaitility.await().atMost(30, TimeUnit.SECONDS).until(() -> {
                told.poll(Duration.ofMillis(200)).forEach(record -> docIds.add(new String(record.key(), UTF_8)));
                return !docIds.isEmpty();
            });
            assertThat(docIds).containsOnly("early");
        }
    }

    private void awaitServing(String id) {
        Awaitility.await()
                .atMost(20, TimeUnit.SECONDS)
                .until(() -> service.getBean(GenerationIndexes.class)
                        .serving()
                        .generation()
                        .id()
                        .equals(id));
    }

    private static boolean isComplete(Optional<SearchIndex> index) {
        try (IndexView view = index.orElseThrow().view()) {
            return view.asOf() != null;
        }
    }

    private static long version(SearchIndex index, String docId) {
        try (IndexView view = index.view()) {
            return view.version(docId).orElse(-1);
        }
    }

    @SuppressWarnings("unchecked")
    private void send(String topic, byte[] key, byte[] value, Header... headers) {
        KafkaTemplate<byte[], byte[]> kafka = service.getBean(KafkaTemplate.class);
        kafka.send(new ProducerRecord<>(topic, null, key, value, List.of(headers)))
                .join();
    }

    private static boolean isClosed(SearchIndex index) {
        try (IndexView _ = index.view()) {
            return false;
        } catch (IndexUnavailableException _) {
            return true;
        }
    }

    private Set<String> known() {
        return service.getBean(GenerationLog.class).complete().lives().keySet();
    }

    private JsonNode create(String body, int status) throws IOException, InterruptedException {
        return post("/v1/generations", body, status);
    }

    private JsonNode post(String path, String body, int status) throws IOException, InterruptedException {
        var answer = http.send(
                HttpRequest.newBuilder(url(path))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return JSON.readTree(answer.body());
    }

    @Test
    void synonymsHoldForBothGenerationsAtOnceAndAfterARestart() throws Exception {
        String rules = "{\"rules\": [{\"words\": [\"vessel\"], \"to\": [\"boats\"]}]}";
        Awaitility.await()
                .atMost(20, TimeUnit.SECONDS)
                .untilAsserted(() -> assertThat(foundByWords("vessel")).containsOnly("serving 0", "candidate 0"));

        HttpRequest.Builder synonyms = HttpRequest.newBuilder(url("/v1/synonyms"));
        JsonNode set = answer(synonyms.header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(rules))
                .build());
        assertThat(set.path("rules").path(0).path("words").path(0).asString()).isEqualTo("vessel");
        assertThat(foundByWords("vessel")).containsOnly("serving 1", "candidate 1");
        set = answer(synonyms.PUT(BodyPublishers.ofString(set.toString())).build());
        assertThat(set.path("rules").path(0).path("words").path(0).asString())
                .as("an answer can be sent back as it came")
                .isEqualTo("vessel");

        service.close();
        startService();
        assertThat(answer(HttpRequest.newBuilder(url("/v1/synonyms")).build())).isEqualTo(set);
        Awaitility.await()
                .atMost(20, TimeUnit.SECONDS)
                .untilAsserted(() -> assertThat(foundByWords("vessel")).contains("serving 1"));

        var deleted =
                http.send(HttpRequest.newBuilder(url("/v1/synonyms")).DELETE().build(), BodyHandlers.ofString());
        assertThat(deleted.statusCode()).isEqualTo(204);
        assertThat(foundByWords("vessel")).contains("serving 0").doesNotContain("serving 1");
        assertThat(answer(HttpRequest.newBuilder(url("/v1/synonyms")).build()).path("rules"))
                .isEmpty();
    }

    /** Which variants answered, each with its number of hits. */
    private Set<String> foundByWords(String word) throws IOException, InterruptedException {
        Set<String> found = new TreeSet<>();
        for (int i = 0; i < 20; i++) {
            JsonNode json = answer(
                    HttpRequest.newBuilder(url("/v1/search?mode=keyword&q=" + word + "&client_id=user-" + searches++))
                            .build());
            found.add(json.path("variant").asString() + " " + json.path("hits").size());
        }
        return found;
    }

    private void startService() {
        service = start(broker.getBrokersAsString());
    }

    private ConfigurableApplicationContext start(String brokers, String... more) {
        return new SpringApplicationBuilder(IndexApplication.class, Embedders.class)
                .run(Stream.concat(
                                arguments(brokers)
                                        .filter(argument -> Stream.of(more)
                                                .noneMatch(other -> name(other).equals(name(argument)))),
                                Stream.of(more))
                        .toArray(String[]::new));
    }

    private static String name(String argument) {
        return argument.substring(0, argument.indexOf('='));
    }

    private Stream<String> arguments(String brokers) {
        return Stream.of(
                "--server.port=0",
                "--spring.kafka.bootstrap-servers=" + brokers,
                "--trovex.topics.partitions=1",
                "--trovex.generation.id=" + SERVING.id(),
                "--trovex.generation.model=" + SERVING.model(),
                "--trovex.generation.dimension=" + SERVING.dimension(),
                "--trovex.canary.steps=50,100",
                "--trovex.canary.minimum-searches=20",
                "--trovex.canary.soak=300ms",
                "--trovex.canary.slow-margin=5s",
                "--trovex.index.directory=" + directory.resolve("index-" + brokers.hashCode()),
                "--trovex.objects.directory=" + directory.resolve("objects"));
    }

    private void decide(String id, GenerationAction action, @Nullable GenerationSpec spec) {
        GenerationLog log = service.getBean(GenerationLog.class);
        var _ = log.propose(new GenerationDecided(
                HexFormat.of().toHexDigits(System.nanoTime()),
                id,
                action,
                log.complete().revision(),
                spec,
                "test",
                null,
                List.of(),
                Instant.now()));
    }

    private static GenerationSpec spec(Generation generation) {
        return new GenerationSpec(generation.model(), generation.dimension(), 192, 0.15, GenerationSpec.ENGLISH);
    }

    private void fill(Generation generation, float... vector) {
        Awaitility.await()
                .atMost(20, TimeUnit.SECONDS)
                .until(() -> index(generation).isPresent());
        SearchIndex index = index(generation).orElseThrow();
        index.apply(List.of(new IndexableDocument(
                document("boats", "Boats are ships.", vector).event(generation), "Boats are ships.")));
        index.refresh();
    }

    private Optional<SearchIndex> index(Generation generation) {
        return service.getBean(GenerationIndexes.class).open().stream()
                .filter(index -> index.generation().id().equals(generation.id()))
                .findFirst();
    }

    private JsonNode order(String id, String action) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(url("/v1/generations/" + id + ":" + action))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"by\": \"otto\"}"))
                .build();
        return answer(request);
    }

    private JsonNode generation(String id) throws IOException, InterruptedException {
        return answer(HttpRequest.newBuilder(url("/v1/generations/" + id)).build());
    }

    private JsonNode search() throws IOException, InterruptedException {
        return search("user-" + searches++);
    }

    private JsonNode search(String user) throws IOException, InterruptedException {
        // vectors of known queries are kept: each one is new
        String query = "boats+" + asked++;
        JsonNode json = answer(HttpRequest.newBuilder(url("/v1/search?q=" + query + "&client_id=" + user))
                .build());
        assertThat(json.path("hits")).hasSize(1);
        return json;
    }

    private JsonNode answer(HttpRequest request) throws IOException, InterruptedException {
        var answer = http.send(request, BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    private URI url(String path) {
        return url(service, path);
    }

    private static URI url(ConfigurableApplicationContext service, String path) {
        return URI.create(
                "http://127.0.0.1:%s%s".formatted(service.getEnvironment().getProperty("local.server.port"), path));
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
