package io.trovex.ingest;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.trovex.contracts.Generation;
import io.trovex.contracts.Headers;
import io.trovex.contracts.Operation;
import io.trovex.contracts.Topics;
import io.trovex.ingest.Downstream.Submitted;
import io.trovex.ingest.Http.Answer;
import io.trovex.ingest.status.Waiters;
import io.trovex.stage.objects.ClaimCheck;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.test.EmbeddedKafkaBroker;
import org.springframework.kafka.test.context.EmbeddedKafka;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;

/** The HTTP surface and the projection against a real broker and a real Redis. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.kafka.bootstrap-servers=${spring.embedded.kafka.brokers}",
            "trovex.ingest.max-document-size=64KB",
            "trovex.ingest.bulk-window=20",
            "trovex.ingest.max-wait-timeout=20s",
            "trovex.generation.dimension=3"
        })
@EmbeddedKafka(partitions = 1)
class IngestIntegrationTests {
    private static final RedisProcess REDIS = new RedisProcess();

    @TempDir
    private static Path objects;

    @LocalServerPort
    private int port;

    @Autowired
    private EmbeddedKafkaBroker broker;

    @Autowired
    private KafkaTemplate<byte[], byte[]> kafka;

    @Autowired
    private Generation generation;

    @Autowired
    private ClaimCheck claims;

    @Autowired
    private Waiters waiters;

    private Http http;
    private Downstream downstream;

    @DynamicPropertySource
    static void parts(DynamicPropertyRegistry registry) {
        registry.add("spring.data.redis.port", REDIS::port);
        registry.add("trovex.objects.directory", objects::toString);
    }

    @BeforeEach
    void connect() {
        http = new Http(port);
        downstream = new Downstream(broker.getBrokersAsString(), kafka);
    }

    @AfterEach
    void nobodyIsLeftWaiting() {
        downstream.close();
        assertThat(waiters.isEmpty()).isTrue();
    }

    @AfterAll
    static void stop() {
        REDIS.close();
    }

    @Test
    void aSubmittedDocumentLiesInTheLogAsItWasSent() {
        Answer answer = http.post("/v1/documents", """
                {"doc_id": "all fields", "title": "T", "content": "C", "source": "s", "version": 7,
                 "timestamp": "2026-11-22T10:15:30Z", "metadata": {"a": ["x"]}, "embedding": [1, 2, 3],
                 "embedding_model": "m"}""");

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.header("Location")).isEqualTo("/v1/documents/all%20fields");
        assertThat(answer.json().toString())
                .isEqualTo("{\"doc_id\":\"all fields\",\"version\":7,\"status\":\"submitted\"}");
        Submitted submitted = downstream.submitted("all fields");
        assertThat(submitted.event().title()).isEqualTo("T");
        assertThat(submitted.event().content()).isEqualTo("C");
        assertThat(submitted.event().metadata()).containsEntry("a", List.of("x"));
        assertThat(submitted.event().embedding()).isNotNull();
        assertThat(submitted.record().key()).isEqualTo("all fields".getBytes(UTF_8));
        assertThat(submitted.header(Headers.CE_ID)).isEqualTo("all fields@7");
        assertThat(submitted.header(Headers.TRACEPARENT)).matches("00-[0-9a-f]{32}-[0-9a-f]{16}-0[13]");
    }

    @Test
    void whatTheClientLeavesOutIsFilledIn() {
        JsonNode first = http.post("/v1/documents", "{\"content\": \"one\"}").json();
        JsonNode second = http.post("/v1/documents", "{\"content\": \"two\"}").json();

        String id = first.path("doc_id").asString();
        assertThat(UUID.fromString(id).version()).isEqualTo(7);
        assertThat(second.path("version").asLong())
                .isGreaterThan(first.path("version").asLong());
        Submitted submitted = downstream.submitted(id);
        assertThat(submitted.event().source()).isEqualTo("api");
        assertThat(submitted.event().timestamp()).isEqualTo(submitted.event().submittedAt());
    }

    @Test
    void aLongBodyIsInTheObjectStoreBeforeItsEvent() {
        String body = "Grüße ".repeat(4_000);

        http.put("/v1/documents/long", "{\"content\": \"" + body + "\"}");

        Submitted submitted = downstream.submitted("long");
        assertThat(submitted.event().content()).isNull();
        assertThat(submitted.record().value()).hasSizeLessThan(1_000);
        assertThat(claims.redeem(null, submitted.event().contentRef())).isEqualTo(body);
    }

    @ParameterizedTest
    @CsvSource({
        "a%2Fb, a/b",
        "%C3%BC%20%F0%9F%98%80, ü 😀",
        "a%3Bb%3Fc%23d, a;b?c#d",
        "100%25, 100%",
        "https%3A%2F%2Fexample.org%2F%3Fq%3D1, https://example.org/?q=1",
        "a%5Cb, a\\b",
        "a+b, a+b",
        "%2e%2e, .."
    })
    void anyVisibleIdFitsInAPath(String encoded, String id) {
        Answer put = http.put("/v1/documents/" + encoded, "{\"content\": \"c\"}");

        assertThat(put.json().path("doc_id").asString()).isEqualTo(id);
        await().untilAsserted(() -> assertThat(
                        http.get(put.header("Location")).json().path("doc_id").asString())
                .isEqualTo(id));
        assertThat(http.delete("/v1/documents/" + encoded).json().path("doc_id").asString())
                .isEqualTo(id);
        assertThat(downstream.submitted(id).event().operation()).isEqualTo(Operation.DELETE);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            POST   | /v1/documents                         | application/json | {"content": " "}                 | 422 | blank                  | content
            POST   | /v1/documents                         | application/json | {"content": "c", "embedding": [1]} | 422 | dimension            | embedding
            POST   | /v1/documents                         | application/json | {"content": 1, "x": 1}           | 422 | unknown_field          | x
            POST   | /v1/documents                         | application/json | {"content": "c"                  | 400 | malformed_json         |
            POST   | /v1/documents                         | application/json | []                               | 400 | malformed_json         |
            POST   | /v1/documents                         | text/plain       | {"content": "c"}                 | 415 | unsupported_media_type |
            POST   | /v1/documents                         | application/xml  | <a/>                             | 415 | unsupported_media_type |
            POST   | /v1/documents:bulk                    | application/json | {"content": "c"}                 | 415 | unsupported_media_type |
            POST   | /v1/documents?wait_for=tea            | application/json | {"content": "c"}                 | 422 | unknown_value          | wait_for
            POST   | /v1/documents?wait_for=indexed&timeout=1h | application/json | {"content": "c"}             | 422 | malformed              | timeout
            PUT    | /v1/documents/a                       | application/json | {"content": "c", "doc_id": "b"}  | 422 | mismatch               | doc_id
            PUT    | /v1/documents/%20                     | application/json | {"content": "c"}                 | 422 | blank                  | doc_id
            PUT    | /v1/documents/a%0Ab                   | application/json | {"content": "c"}                 | 422 | malformed              | doc_id
            DELETE | /v1/documents/a?version=0             | application/json |                                  | 422 | out_of_range           | version
            DELETE | /v1/documents/a?version=x             | application/json |                                  | 400 | bad_request            | version
            PATCH  | /v1/documents/a                       | application/json | {}                               | 405 | method_not_allowed     |
            """)
    void aRefusalIsAProblemThatNamesTheField(
            String method, String path, String type, String body, int status, String code, String field) {
        Answer answer = http.send(method, path, type, BodyPublishers.ofString(body == null ? "" : body));

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.json().path("code").asString()).isEqualTo(code);
        assertThat(answer.json().path("field").asString(null)).isEqualTo(field);
        assertThat(answer.json().path("trace_id").asString()).matches("[0-9a-f]{32}");
    }

    @Test
    void bytesThatAreNoUtf8AreRefused() {
        Answer answer = http.send(
                "POST",
                "/v1/documents",
                "application/json",
                BodyPublishers.ofByteArray("{\"content\": \"Zürich\"}".getBytes(ISO_8859_1)));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("detail").asString()).contains("UTF-8");
    }

    @Test
    void anIdOver512CharactersIsRefused() {
        assertThat(http.put("/v1/documents/" + "x".repeat(513), "{\"content\": \"c\"}")
                        .json()
                        .path("code")
                        .asString())
                .isEqualTo("too_long");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aDocumentOverTheLimitIsTooLarge(boolean lengthKnown) {
        byte[] json = ("{\"content\": \"" + "x".repeat(64 << 10) + "\"}").getBytes(UTF_8);
        Answer answer = http.send(
                "POST",
                "/v1/documents",
                "application/json",
                lengthKnown
                        ? BodyPublishers.ofByteArray(json)
                        : BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(json)));

        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.json().path("code").asString()).isEqualTo("document_too_large");
    }

    @Test
    void nothingIsKnownOfADocumentNobodySubmitted() {
        Answer answer = http.get("/v1/documents/nobody");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.json().path("code").asString()).isEqualTo("unknown_document");
    }

    @Test
    void theStatusFollowsTheDocumentThroughTheLog() {
        http.put("/v1/documents/followed", "{\"content\": \"c\"}");
        Submitted submitted = downstream.submitted("followed");
        awaitStatus("followed", "submitted");

        downstream.passed(submitted, Topics.DOCUMENTS_VALIDATED);
        awaitStatus("followed", "validated");
        downstream.passed(submitted, generation.topic());
        awaitStatus("followed", "embedded");
        downstream.indexed(submitted);
        awaitStatus("followed", "indexed");

        JsonNode status = http.get("/v1/documents/followed").json();
        assertThat(status.propertyNames())
                .containsExactly(
                        "doc_id",
                        "version",
                        "status",
                        "submitted_at",
                        "validated_at",
                        "embedded_at",
                        "indexed_at",
                        "durations_ms",
                        "trace_id");
        assertThat(status.path("durations_ms").propertyNames())
                .containsExactly("validation", "embedding", "indexing", "total");
        assertThat(submitted.header(Headers.TRACEPARENT))
                .contains(status.path("trace_id").asString());
    }

    @Test
    void theStatusTellsWhyADocumentWasRejected() {
        http.put("/v1/documents/rejected", "{\"content\": \"c\"}");
        downstream.rejected(
                downstream.submitted("rejected"), "[{\"field\":\"source\",\"code\":\"pattern\",\"detail\":\"no\"}]");

        awaitStatus("rejected", "rejected");
        JsonNode status = http.get("/v1/documents/rejected").json();
        assertThat(status.path("stage").asString()).isEqualTo("validation");
        assertThat(status.path("violations").path(0).path("code").asString()).isEqualTo("pattern");
        assertThat(status.path("failed_at").asString()).isNotEmpty();
    }

    @Test
    void whoWaitsIsAnsweredWhenTheVersionIsIndexed() {
        CompletableFuture<Answer> waiting =
                http.postAsync("/v1/documents?wait_for=indexed", "{\"doc_id\": \"waited\", \"content\": \"c\"}");
        Submitted submitted = downstream.submitted("waited");
        assertThat(waiting).isNotDone();

        downstream.indexed(submitted);
        Answer answer = waiting.join();

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Location")).isEqualTo("/v1/documents/waited");
        assertThat(answer.json().path("status").asString()).isEqualTo("indexed");
        assertThat(answer.json().path("version").asLong())
                .isEqualTo(submitted.event().version());
    }

    @Test
    void whoWaitsForARejectedDocumentIsToldWhy() {
        CompletableFuture<Answer> waiting =
                http.postAsync("/v1/documents?wait_for=indexed", "{\"doc_id\": \"refused\", \"content\": \"c\"}");
        downstream.rejected(
                downstream.submitted("refused"),
                "[{\"field\":\"content\",\"code\":\"a\",\"detail\":\"x\"},{\"field\":\"source\",\"code\":\"b\",\"detail\":\"y\"}]");

        Answer answer = waiting.join();
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().path("violations").size()).isEqualTo(2);
        assertThat(answer.json().path("field").asString()).isEqualTo("content");
    }

    @Test
    void whoWaitsInVainIsToldHowFarTheDocumentGot() {
        CompletableFuture<Answer> waiting = http.postAsync(
                "/v1/documents?wait_for=indexed&timeout=1500ms", "{\"doc_id\": \"slow\", \"content\": \"c\"}");
        downstream.passed(downstream.submitted("slow"), Topics.DOCUMENTS_VALIDATED);

        Answer answer = waiting.join();
        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.json().path("timed_out").asBoolean()).isTrue();
        assertThat(answer.json().path("status").asString()).isEqualTo("validated");
    }

    @Test
    void theSameVersionAgainIsWaitedForAgain() {
        String json = "{\"content\": \"c\", \"version\": 5}";
        http.put("/v1/documents/again", json);
        downstream.indexed(downstream.submitted("again"));
        awaitStatus("again", "indexed");

        Answer answer = http.put("/v1/documents/again?wait_for=indexed&timeout=1s", json);

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.json().path("timed_out").asBoolean()).isTrue();
    }

    @Test
    void oneBadLineCostsTheOthersNothing() {
        Answer answer = http.bulk("", """
                {"doc_id": "bulk-1", "content": "c", "version": 1}

                {"doc_id": "bulk-2", "content": " ", "x": 1}
                not json
                {"doc_id": "bulk-3", "content": "%s"}
                {"operation": "delete", "doc_id": "bulk-4", "version": 2}""".formatted("x".repeat(70_000)));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).isEqualTo("application/x-ndjson");
        List<JsonNode> results = answer.lines();
        assertThat(results).extracting(result -> result.path("line").asInt()).containsExactly(1, 3, 4, 5, 6);
        assertThat(results)
                .extracting(result -> result.path("status").asInt())
                .containsExactly(202, 422, 400, 413, 202);
        assertThat(results.get(0).toString())
                .isEqualTo("{\"line\":1,\"doc_id\":\"bulk-1\",\"version\":1,\"status\":202}");
        assertThat(results.get(1).path("violations").size()).isEqualTo(2);
        assertThat(downstream.submitted("bulk-4").event().operation()).isEqualTo(Operation.DELETE);
        assertThat(downstream.all())
                .extracting(each -> each.event().docId())
                .contains("bulk-1", "bulk-4")
                .doesNotContain("bulk-2", "bulk-3");
    }

    @Test
    void aBulkRequestFarLongerThanItsWindowKeepsItsOrder() {
        String lines = IntStream.rangeClosed(1, 500)
                .mapToObj(line -> "{\"doc_id\": \"many-%d\", \"content\": \"c\"}".formatted(line))
                .collect(Collectors.joining("\n"));

        List<JsonNode> results = http.bulk("", lines).lines();

        assertThat(results).hasSize(500);
        for (int i = 0; i < results.size(); i++) {
            assertThat(results.get(i).path("doc_id").asString()).isEqualTo("many-" + (i + 1));
            assertThat(results.get(i).path("status").asInt()).isEqualTo(202);
        }
        assertThat(results)
                .isSortedAccordingTo((a, b) -> Long.compare(
                        a.path("version").asLong(), b.path("version").asLong()));
    }

    @Test
    void whoWaitsForABulkRequestLearnsHowEachLineEnded() throws Exception {
        CompletableFuture<Answer> waiting =
                CompletableFuture.supplyAsync(() -> http.bulk("?wait_for=indexed&timeout=15s", """
                {"doc_id": "end-1", "content": "c"}
                {"doc_id": "end-2", "content": "c"}
                {"operation": "delete", "doc_id": "end-3"}
                """));
        downstream.indexed(downstream.submitted("end-3"));
        downstream.rejected(downstream.submitted("end-2"), "[{\"field\":\"content\",\"code\":\"a\",\"detail\":\"x\"}]");
        assertThat(waiting).isNotDone();
        downstream.indexed(downstream.submitted("end-1"));

        List<JsonNode> results = waiting.join().lines();
        assertThat(results).extracting(result -> result.path("status").asInt()).containsExactly(200, 422, 200);
        assertThat(results)
                .extracting(result -> result.path("outcome").asString())
                .containsExactly("indexed", "rejected", "deleted");
        assertThat(results.get(1).path("field").asString()).isEqualTo("content");
    }

    @Test
    void anEmptyBulkRequestHasNoResults() {
        Answer answer = http.bulk("", "\n\n");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.lines()).isEmpty();
    }

    @Test
    void resultsComeWhileTheClientStillSends() throws Exception {
        try (BulkConnection bulk = new BulkConnection(port)) {
            for (int line = 1; line <= 3; line++) {
                bulk.send("{\"doc_id\": \"drip-%d\", \"content\": \"c\"}".formatted(line));
                assertThat(bulk.result()).contains("drip-" + line).contains("202");
            }
            bulk.end();
            assertThat(bulk.result()).isNull();
        }
    }

    @Test
    void saysItIsReadyAndDescribesItself() {
        assertThat(http.get("/actuator/health/readiness")
                        .json()
                        .path("components")
                        .propertyNames())
                .contains("broker", "stage", "readinessState");
        JsonNode api = http.get("/v3/api-docs").json();
        assertThat(api.path("paths").propertyNames())
                .contains(
                        "/v1/documents",
                        "/v1/documents/{id}",
                        "/v1/documents:bulk",
                        "/v1/pipeline",
                        "/v1/pipeline/lag",
                        "/v1/pipeline/ledger");
        assertThat(api.at("/components/schemas/DocumentRequest/properties").propertyNames())
                .contains("doc_id", "content", "embedding")
                .doesNotContain("operation", "docId");
        assertThat(http.get("/actuator/prometheus").response().body()).contains("trovex_ingest_status_events_total");
    }

    private void awaitStatus(String docId, String status) {
        await().pollInterval(Duration.ofMillis(20))
                .untilAsserted(() -> assertThat(http.get("/v1/documents/" + docId)
                                .json()
                                .path("status")
                                .asString())
                        .isEqualTo(status));
    }
}
