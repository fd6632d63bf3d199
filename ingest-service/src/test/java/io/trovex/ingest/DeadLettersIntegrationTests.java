package io.trovex.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.micrometer.core.instrument.MeterRegistry;
import io.trovex.contracts.DeadLetterDecided;
import io.trovex.contracts.Headers;
import io.trovex.contracts.Topics;
import io.trovex.ingest.Downstream.Submitted;
import io.trovex.ingest.Http.Answer;
import io.trovex.ingest.deadletter.DeadLetter;
import io.trovex.ingest.deadletter.LetterArchive;
import io.trovex.ingest.deadletter.LetterId;
import io.trovex.ingest.deadletter.LetterLogUnavailableException;
import io.trovex.ingest.deadletter.LetterOutbox;
import io.trovex.ingest.deadletter.LetterReview;
import io.trovex.ingest.deadletter.Letters;
import io.trovex.ingest.deadletter.Verdict;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.test.EmbeddedKafkaBroker;
import org.springframework.kafka.test.context.EmbeddedKafka;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;

/** The review of dead letters against a real broker and a real Redis; the stages are played. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.kafka.bootstrap-servers=${spring.embedded.kafka.brokers}",
            "trovex.topics.partitions=2",
            "trovex.ingest.dead-letters.max-selection=5",
            "trovex.ingest.dead-letters.refresh=500ms"
        })
@EmbeddedKafka(partitions = 1)
class DeadLettersIntegrationTests {
    private static final RedisProcess REDIS = new RedisProcess();
    private static final Semaphore SLOW_TRIALS = new Semaphore(0);
    private static final Semaphore SLOW_TRIALS_MAY_END = new Semaphore(0);
    private static final Set<String> PATHS = ConcurrentHashMap.newKeySet();
    private static final HttpServer EMBEDDING = stage();

    @TempDir
    private static Path objects;

    @LocalServerPort
    private int port;

    @Autowired
    private EmbeddedKafkaBroker broker;

    @Autowired
    private KafkaTemplate<byte[], byte[]> kafka;

    @Autowired
    private LetterArchive archive;

    @Autowired
    private LetterOutbox outbox;

    @Autowired
    private Letters letters;

    @Autowired
    private MeterRegistry meters;

    private Http http;
    private String cause;

    @DynamicPropertySource
    static void parts(DynamicPropertyRegistry registry) {
        registry.add("spring.data.redis.port", REDIS::port);
        registry.add("trovex.objects.directory", objects::toString);
        registry.add(
                "trovex.ingest.stages.embedding",
                () -> "http://127.0.0.1:" + EMBEDDING.getAddress().getPort());
    }

    @BeforeEach
    void connect() {
        http = new Http(port);
        cause = UUID.randomUUID().toString().substring(0, 8) + "00000000";
    }

    @AfterAll
    static void stop() {
        EMBEDDING.stop(0);
        REDIS.close();
    }

    @Test
    void aLetterTellsEverythingAboutItself() {
        String id =
                letter("poison", 7).holding("{\"broken".getBytes(UTF_8)).on(1).plant(kafka);

        JsonNode listed = http.get("/v1/dead-letters?fingerprint=" + cause).json();
        JsonNode letter = listed.path("letters").path(0);
        assertThat(listed.path("total").asInt()).isEqualTo(1);
        assertThat(letter.path("id").asString()).isEqualTo(id).isEqualTo("documents.validated-dlt:1:" + offset(id));
        assertThat(letter.path("state").asString()).isEqualTo("open");
        assertThat(letter.path("topic").asString()).isEqualTo(Topics.DOCUMENTS_VALIDATED);
        assertThat(letter.path("stage").asString()).isEqualTo("embedding");
        assertThat(letter.path("doc_id").asString()).isEqualTo("poison");
        assertThat(letter.path("version").asLong()).isEqualTo(7);
        assertThat(letter.path("violations").path(0).path("code").asString()).isEqualTo("too_long");
        assertThat(letter.path("error_class").asString()).isEqualTo("rejected");
        assertThat(letter.path("attempts").asInt()).isEqualTo(2);
        assertThat(letter.path("first_failed_at").asString()).isEqualTo("2026-11-22T10:15:30Z");
        assertThat(letter.path("redrive_count").asInt(-1)).isZero();
        assertThat(letter.path("trace_id").asString()).isEqualTo("4bf92f3577b34da6a3ce929d0e0e4736");
        assertThat(letter.path("origin").asString()).isEqualTo("0:3");
        assertThat(letter.path("value_bytes").asInt()).isEqualTo(8);
        assertThat(letter.path("preview").path("text").asString()).isEqualTo("{\"broken");

        JsonNode shown = http.get("/v1/dead-letters/" + id).json();
        assertThat(shown.path("id").asString()).isEqualTo(id);
        assertThat(shown.path("value").path("text").asString()).isEqualTo("{\"broken");
        assertThat(shown.path("key").path("text").asString()).isEqualTo("poison");
        assertThat(shown.path("headers").valueStream().map(h -> h.path("name").asString()))
                .contains(Headers.TRACEPARENT, Headers.DEAD_LETTER_STAGE);
    }

    @Test
    void lettersAreFilteredPagedAndGrouped() {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            ids.add(letter("paged-" + i, 1).on(i % 2).plant(kafka));
        }
        String other = new PlantedLetter(Topics.DOCUMENTS_SUBMITTED, "paged-0", 2, "validation", cause).plant(kafka);

        List<String> seen = new ArrayList<>();
        String next = "";
        do {
            JsonNode page = http.get("/v1/dead-letters?size=3&topic=documents.validated&fingerprint=" + cause + next)
                    .json();
            assertThat(page.path("total").asInt()).isEqualTo(7);
            page.path("letters").forEach(letter -> seen.add(letter.path("id").asString()));
            next = page.has("next_cursor")
                    ? "&cursor=" + page.path("next_cursor").asString()
                    : "";
        } while (!next.isEmpty());
        assertThat(seen).containsExactlyInAnyOrderElementsOf(ids);

        assertThat(found("stage=validation")).containsExactly(other);
        assertThat(found("doc_id=paged-3")).containsExactly(ids.get(3));
        assertThat(found("topic=documents.submitted-dlt")).containsExactly(other);
        assertThat(found("older_than=1h")).isEmpty();
        assertThat(found("newer_than=1h")).hasSize(8);
        assertThat(found("older_than=%2B999999999-01-01T00:00:00Z&newer_than=-999999999-01-01T00:00:00Z"))
                .as("instants that no clock counts in milliseconds")
                .hasSize(8);
        assertThat(found("state=redriven,discarded")).isEmpty();

        JsonNode groups =
                http.get("/v1/dead-letters/groups?fingerprint=" + cause).json().path("groups");
        assertThat(groups).hasSize(2);
        assertThat(groups.path(0).path("count").asInt()).isEqualTo(7);
        assertThat(groups.path(0).path("states").path("open").asInt()).isEqualTo(7);
        assertThat(groups.path(0).path("example").path("id").asString()).isIn(ids);
        assertThat(groups.path(0).path("first_seen").asString())
                .isLessThanOrEqualTo(groups.path(0).path("last_seen").asString());
    }

    @Test
    void aRedrivenRecordIsTheOriginalByteForByte() {
        byte[] value = {0, (byte) 0xff, '{', (byte) 0xc3, 10};
        String id = letter("bytes", 7)
                .with("client-own", "kept")
                .with(Headers.REDRIVE_COUNT, "1")
                .holding(value)
                .on(1)
                .plant(kafka);

        JsonNode result = redrive("{\"ids\": [\"%s\"]}".formatted(id));

        assertThat(result.path("counts").path("redriven").asInt()).isEqualTo(1);
        ConsumerRecord<byte[], byte[]> record =
                records(Topics.DOCUMENTS_VALIDATED, "bytes").getFirst();
        assertThat(record.value()).isEqualTo(value);
        assertThat(record.key()).isEqualTo("bytes".getBytes(UTF_8));
        assertThat(record.partition()).isEqualTo(1);
        assertThat(StreamSupport.stream(record.headers().spliterator(), false).map(Header::key))
                .containsExactlyInAnyOrder(
                        Headers.CE_ID,
                        Headers.TRACEPARENT,
                        Headers.ORIGIN,
                        Headers.DEAD_LETTER_FIRST_FAILED_AT,
                        "client-own",
                        Headers.REDRIVE_COUNT);
        assertThat(record.headers().lastHeader(Headers.REDRIVE_COUNT).value()).isEqualTo("2".getBytes(UTF_8));
        assertThat(record.headers().lastHeader(Headers.TRACEPARENT).value())
                .isEqualTo(PlantedLetter.TRACE.getBytes(UTF_8));
        assertThat(state(id)).isEqualTo("redriven");

        assertThat(outcome(redrive("{\"ids\": [\"%s\"]}".formatted(id)))).isEqualTo("not_open");
        assertThat(outcome(redrive("{\"ids\": [\"%s\"], \"force\": true}".formatted(id))))
                .isEqualTo("redriven");
        assertThat(records(Topics.DOCUMENTS_VALIDATED, "bytes")).hasSize(2);
        assertThat(meters.get("trovex.ingest.dead.letter.decisions")
                        .tag("decision", "redriven")
                        .counter()
                        .count())
                .isGreaterThanOrEqualTo(2);
    }

    @Test
    void aCrashBetweenTheRecordAndTheDecisionRedrivesItOnceMore() {
        String id = letter("crash", 7).plant(kafka);
        archive.awaitCurrentView();
        LetterReview dying = new LetterReview(
                archive,
                new LetterOutbox() {
                    @Override
                    public CompletableFuture<?> publish(DeadLetter letter, int redriveCount) {
                        return outbox.publish(letter, redriveCount);
                    }

                    @Override
                    public CompletableFuture<?> decide(DeadLetterDecided decision) {
                        return CompletableFuture.failedFuture(new IllegalStateException("killed"));
                    }
                },
                _ -> false,
                _ -> new Verdict.Passes(),
                Clock.systemUTC());
        assertThatThrownBy(() ->
                        dying.redrive(List.of(letters.find(LetterId.parse(id)).orElseThrow()), false))
                .isInstanceOf(LetterLogUnavailableException.class);
        assertThat(state(id)).isEqualTo("open");

        assertThat(outcome(redrive("{\"ids\": [\"%s\"]}".formatted(id)))).isEqualTo("redriven");

        assertThat(state(id)).isEqualTo("redriven");
        List<ConsumerRecord<byte[], byte[]>> twice = records(Topics.DOCUMENTS_VALIDATED, "crash");
        assertThat(twice).hasSize(2);
        assertThat(twice.get(1).value()).isEqualTo(twice.get(0).value());
        assertThat(twice.get(1).headers().toArray())
                .isEqualTo(twice.get(0).headers().toArray());
    }

    @Test
    void aLetterWhoseDocumentHasANewerVersionIsSuperseded() {
        String stale = letter("replaced", 5).plant(kafka);
        http.put("/v1/documents/replaced", "{\"content\": \"new\", \"version\": 10}");
        try (Downstream downstream = new Downstream(broker.getBrokersAsString(), kafka)) {
            Submitted submitted = downstream.submitted("replaced");
            downstream.indexed(submitted);
        }
        await().untilAsserted(() -> assertThat(
                        http.get("/v1/documents/replaced").json().path("status").asString())
                .isEqualTo("indexed"));

        assertThat(outcome(redrive("{\"doc_id\": \"replaced\", \"dry_run\": true}")))
                .isEqualTo("superseded");
        assertThat(state(stale)).isEqualTo("open");
        assertThat(outcome(redrive("{\"doc_id\": \"replaced\"}"))).isEqualTo("superseded");

        assertThat(state(stale)).isEqualTo("superseded");
        assertThat(records(Topics.DOCUMENTS_VALIDATED, "replaced")).isEmpty();
    }

    @Test
    void aLetterThatCameBackTooOftenIsInQuarantine() {
        String id = letter("again", 7).with(Headers.REDRIVE_COUNT, "3").plant(kafka);

        assertThat(state(id)).isEqualTo("quarantined");
        assertThat(redrive("{\"doc_id\": \"again\"}").path("matched").asInt(-1)).isZero();
        assertThat(outcome(redrive("{\"ids\": [\"%s\"]}".formatted(id)))).isEqualTo("quarantined");
        assertThat(outcome(redrive("{\"ids\": [\"%s\"], \"force\": true}".formatted(id))))
                .isEqualTo("redriven");
    }

    @Test
    void aDryRunAsksTheStageAndChangesNothing() {
        String good = letter("mended", 7).holding("good".getBytes(UTF_8)).plant(kafka);
        String bad = letter("still bad", 7).holding("bad".getBytes(UTF_8)).plant(kafka);
        String ofAGeneration = new PlantedLetter(Topics.DOCUMENTS_VALIDATED, "g", 7, "embedding.bge.2", cause)
                .holding("good".getBytes(UTF_8))
                .plant(kafka);
        String unasked = new PlantedLetter(Topics.DOCUMENTS_SUBMITTED, "nobody", 7, "validation", cause).plant(kafka);

        JsonNode result = redrive("{\"fingerprint\": \"%s\", \"dry_run\": true}".formatted(cause));

        assertThat(result.path("dry_run").asBoolean()).isTrue();
        assertThat(result.path("letters").valueStream())
                .extracting(each ->
                        each.path("id").asString() + " " + each.path("outcome").asString())
                .containsExactlyInAnyOrder(
                        good + " would_pass", bad + " would_fail", ofAGeneration + " would_pass", unasked + " unknown");
        assertThat(PATHS).contains("/v1/stages/embedding.bge.2/dry-run");
        assertThat(result.path("letters")
                        .valueStream()
                        .filter(each -> each.path("id").asString().equals(bad))
                        .map(each ->
                                each.path("violations").path(0).path("code").asString()))
                .containsExactly("still_bad");
        assertThat(List.of(state(good), state(bad), state(unasked))).containsOnly("open");
        assertThat(records(Topics.DOCUMENTS_VALIDATED, "mended")).isEmpty();
    }

    @Test
    void nobodyWaitsForADryRun() throws Exception {
        String slow = letter("slow", 7).holding("slow".getBytes(UTF_8)).plant(kafka);
        String other = letter("other", 7).plant(kafka);
        CompletableFuture<JsonNode> dryRun =
                CompletableFuture.supplyAsync(() -> redrive("{\"ids\": [\"%s\"], \"dry_run\": true}".formatted(slow)));
        try {
            SLOW_TRIALS.acquire();

            Answer answer = http.post(
                    "/v1/dead-letters:discard", "{\"ids\": [\"%s\"], \"reason\": \"a test\"}".formatted(other));

            assertThat(outcome(answer.json())).isEqualTo("discarded");
            assertThat(dryRun).isNotDone();
        } finally {
            SLOW_TRIALS_MAY_END.release();
        }
        assertThat(outcome(dryRun.join())).isEqualTo("would_fail");
    }

    @Test
    void aDiscardedLetterKeepsItsReason() {
        String id = letter("rubbish", 7).plant(kafka);

        assertThat(http.post("/v1/dead-letters:discard", "{\"ids\": [\"%s\"]}".formatted(id))
                        .status())
                .isEqualTo(422);
        Answer answer =
                http.post("/v1/dead-letters:discard", "{\"ids\": [\"%s\"], \"reason\": \"a test\"}".formatted(id));

        assertThat(outcome(answer.json())).isEqualTo("discarded");
        JsonNode shown = http.get("/v1/dead-letters/" + id).json();
        assertThat(shown.path("state").asString()).isEqualTo("discarded");
        assertThat(shown.path("reason").asString()).isEqualTo("a test");
        assertThat(outcome(redrive("{\"ids\": [\"%s\"]}".formatted(id)))).isEqualTo("not_open");
    }

    @Test
    void oneRequestDecidesOnSoManyAndSaysHowManyRemain() {
        for (int i = 0; i < 7; i++) {
            letter("many-" + i, 1).plant(kafka);
        }

        JsonNode first = redrive("{\"fingerprint\": \"%s\"}".formatted(cause));
        JsonNode second = redrive("{\"fingerprint\": \"%s\"}".formatted(cause));

        assertThat(first.path("matched").asInt()).isEqualTo(7);
        assertThat(first.path("remaining").asInt()).isEqualTo(2);
        assertThat(second.path("counts").path("redriven").asInt()).isEqualTo(2);
        assertThat(second.path("remaining").asInt(-1)).isZero();
        assertThat(found("state=open")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {}                                         | ids
            {"ids": ["x"]}                             | ids[0]
            {"ids": ["a-dlt:0:0"], "stage": "index"}   | ids
            {"all": true, "limit": 6}                  | limit
            {"stage": "index", "state": "lost"}        | state
            {"older_than": "yesterday"}                | older_than
            """)
    void anOrderThatCannotBeUnderstoodIsRefused(String order, String field) {
        Answer answer = http.post("/v1/dead-letters:redrive", order);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().path("field").asString()).isEqualTo(field);
    }

    @Test
    void whatIsNotThereIsNotFound() {
        assertThat(http.get("/v1/dead-letters/documents.validated-dlt:0:999999").status())
                .isEqualTo(404);
        assertThat(http.get("/v1/dead-letters/nonsense").status()).isEqualTo(422);
        assertThat(http.get("/v1/dead-letters?cursor=x&size=0").json().path("violations"))
                .hasSize(2);
        assertThat(outcome(redrive("{\"ids\": [\"documents.validated-dlt:0:999999\"]}")))
                .isEqualTo("gone");
    }

    @Test
    void whatRetentionRemovesLeavesTheViewAndItsDecisionTheTopic() throws Exception {
        String topic = Topics.deadLetters(Topics.FEEDBACK_EVENTS);
        String id = new PlantedLetter(Topics.FEEDBACK_EVENTS, "old", 7, "feedback", cause)
                .on(1)
                .plant(kafka);
        assertThat(outcome(redrive("{\"ids\": [\"%s\"]}".formatted(id)))).isEqualTo("redriven");
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.getBrokersAsString()))) {
            admin.deleteRecords(Map.of(new TopicPartition(topic, 1), RecordsToDelete.beforeOffset(offset(id) + 1)))
                    .all()
                    .get();
        }

        await().untilAsserted(() ->
                assertThat(http.get("/v1/dead-letters/" + id).status()).isEqualTo(404));
        String key = DeadLetterDecided.key(topic, 1, offset(id));
        await().untilAsserted(() -> assertThat(
                        records(Topics.PIPELINE_CONTROL, key).getLast().value())
                .isNull());
    }

    @Test
    void lettersOfADeletedTopicAreGoneAndThoseOfTheSameTopicMadeAnewAreSeen() throws Exception {
        String source = Topics.documentsEmbedded("retired");
        String topic = Topics.deadLetters(source);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.getBrokersAsString()))) {
            admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get();
            String first = new PlantedLetter(source, "first", 7, "index.retired", cause).plant(kafka);
            String second = new PlantedLetter(source, "second", 7, "index.retired", cause).plant(kafka);
            http.post("/v1/dead-letters:discard", "{\"ids\": [\"%s\"], \"reason\": \"a test\"}".formatted(first));
            assertThat(List.of(state(first), state(second))).containsExactly("discarded", "open");

            admin.deleteTopics(List.of(topic)).all().get();
            await().untilAsserted(() -> assertThat(found("stage=index")).isEmpty());
            admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get();
            String anew = new PlantedLetter(source, "anew", 7, "index.retired", cause).plant(kafka);

            assertThat(anew).isEqualTo(first);
            await().untilAsserted(() -> assertThat(found("stage=index")).containsExactly(anew));
            // what was decided on its predecessor is forgotten at the next look at the topics
            await().atMost(Duration.ofMinutes(1))
                    .untilAsserted(() -> assertThat(state(anew)).isEqualTo("open"));
        }
    }

    @Test
    void theReportNamesCausesExamplesAndCommands() {
        String id = letter("reported | `x`", 7).plant(kafka);

        Answer report = http.get("/v1/dead-letters/report?since=1h");

        assertThat(report.header("Content-Type")).startsWith("text/markdown");
        assertThat(report.response().body())
                .contains("# Dead letters, ", "## By stage", "`" + cause + "` **new**", "title is too long", id)
                .contains("trovex dlq redrive --fingerprint " + cause + " --stage embedding --dry-run");
        await().untilAsserted(() -> assertThat(meters.get("trovex.ingest.dead.letters")
                        .tag("topic", Topics.DOCUMENTS_VALIDATED)
                        .tag("stage", "embedding")
                        .tag("state", "open")
                        .gauge()
                        .value())
                .isPositive());
        assertThat(meters.get("trovex.ingest.dead.letters").gauges())
                .as("no letter is counted by two gauges")
                .allMatch(gauge -> gauge.getId().getTag("state") != null);
    }

    private PlantedLetter letter(String docId, long version) {
        return new PlantedLetter(Topics.DOCUMENTS_VALIDATED, docId, version, "embedding", cause);
    }

    private JsonNode redrive(String order) {
        Answer answer = http.post("/v1/dead-letters:redrive", order);
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
        return answer.json();
    }

    private static String outcome(JsonNode result) {
        assertThat(result.path("letters")).hasSize(1);
        return result.path("letters").path(0).path("outcome").asString();
    }

    private String state(String id) {
        return http.get("/v1/dead-letters/" + id).json().path("state").asString();
    }

    private List<String> found(String filter) {
        return http.get("/v1/dead-letters?fingerprint=" + cause + "&" + filter)
                .json()
                .path("letters")
                .valueStream()
                .map(letter -> letter.path("id").asString())
                .toList();
    }

    private static long offset(String id) {
        return LetterId.parse(id).offset();
    }

    private List<ConsumerRecord<byte[], byte[]>> records(String topic, String key) {
        try (Consumer<byte[], byte[]> consumer = new DefaultKafkaConsumerFactory<>(
                        Map.of("bootstrap.servers", broker.getBrokersAsString()),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer())
                .createConsumer()) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            List<ConsumerRecord<byte[], byte[]>> found = new ArrayList<>();
            while (partitions.stream().anyMatch(each -> consumer.position(each) < ends.getOrDefault(each, 0L))) {
                consumer.poll(Duration.ofMillis(100)).forEach(record -> {
                    if (record.key() != null && new String(record.key(), UTF_8).equals(key)) {
                        found.add(record);
                    }
                });
            }
            return found;
        }
    }

    /** Lets pass what is {@code good}, and takes its time over what is {@code slow}. */
    private static HttpServer stage() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/v1/stages/", exchange -> {
                PATHS.add(exchange.getRequestURI().getPath());
                String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
                if (body.contains("\"value\":\"c2xvdw==\"")) {
                    SLOW_TRIALS.release();
                    SLOW_TRIALS_MAY_END.acquireUninterruptibly();
                }
                String verdict = body.contains("\"value\":\"Z29vZA==\"")
                        ? "{\"verdict\": \"forward\", \"violations\": []}"
                        : "{\"verdict\": \"reject\", \"violations\": [{\"field\": \"\", \"code\": \"still_bad\","
                                + " \"detail\": \"d\"}]}";
                exchange.sendResponseHeaders(200, verdict.length());
                exchange.getResponseBody().write(verdict.getBytes(UTF_8));
                exchange.close();
            });
            server.start();
            return server;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
