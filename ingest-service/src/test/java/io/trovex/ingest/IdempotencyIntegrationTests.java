package io.trovex.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.trovex.ingest.Downstream.Submitted;
import io.trovex.ingest.Http.Answer;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.test.EmbeddedKafkaBroker;
import org.springframework.kafka.test.context.EmbeddedKafka;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** {@code Idempotency-Key} against a real broker and a real Redis. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.kafka.bootstrap-servers=${spring.embedded.kafka.brokers}",
            "trovex.ingest.idempotency.lease=1s",
            "spring.data.redis.timeout=500ms"
        })
@EmbeddedKafka(partitions = 1)
class IdempotencyIntegrationTests {
    private static final String KEY = "Idempotency-Key";
    private static final String REPLAYED = "Idempotent-Replayed";
    private static final int REDIS_PORT = RedisProcess.freePort();

    private static RedisProcess redis = new RedisProcess(REDIS_PORT);

    @TempDir
    private static Path objects;

    @LocalServerPort
    private int port;

    @Autowired
    private EmbeddedKafkaBroker broker;

    @Autowired
    private KafkaTemplate<byte[], byte[]> kafka;

    private Http http;
    private Downstream downstream;

    @DynamicPropertySource
    static void parts(DynamicPropertyRegistry registry) {
        registry.add("spring.data.redis.port", () -> REDIS_PORT);
        registry.add("trovex.objects.directory", objects::toString);
    }

    @BeforeEach
    void connect() {
        http = new Http(port);
        downstream = new Downstream(broker.getBrokersAsString(), kafka);
    }

    @AfterEach
    void disconnect() {
        downstream.close();
    }

    @AfterAll
    static void stop() {
        redis.close();
    }

    @Test
    void theSameRequestAgainHasTheFirstAnswerAndSubmitsNothing() {
        String key = key();
        Answer first = http.post("/v1/documents", "{\"content\": \"once\"}", KEY, key);
        Answer second = http.post("/v1/documents", "{\"content\": \"once\"}", KEY, key);
        Answer quoted = http.post("/v1/documents", "{\"content\": \"once\"}", KEY, "\"" + key + "\"");

        assertThat(first.status()).isEqualTo(202);
        assertThat(first.header(REPLAYED)).isEmpty();
        for (Answer again : List.of(second, quoted)) {
            assertThat(again.status()).isEqualTo(202);
            assertThat(again.header(REPLAYED)).isEqualTo("true");
            assertThat(again.header("Location")).isEqualTo(first.header("Location"));
            assertThat(again.header("Content-Type")).isEqualTo(first.header("Content-Type"));
            assertThat(again.response().body()).isEqualTo(first.response().body());
        }
        assertThat(submissions(first.json().path("doc_id").asString())).hasSize(1);
    }

    @Test
    void theSameKeyWithAnotherBodyIsRefused() {
        String key = key();
        http.post("/v1/documents", "{\"content\": \"one\"}", KEY, key);

        Answer other = http.post("/v1/documents", "{\"content\": \"two\"}", KEY, key);

        assertThat(other.status()).isEqualTo(422);
        assertThat(other.json().path("code").asString()).isEqualTo("idempotency_key_reused");
        assertThat(other.json().path("field").asString()).isEqualTo(KEY);
    }

    @Test
    void theSecondOfTwoAtOnceIsToldToComeBackAndThenHasTheFirstAnswer() throws Exception {
        String key = key();
        CompletableFuture<Answer> first = CompletableFuture.supplyAsync(() ->
                http.post("/v1/documents?wait_for=indexed", "{\"doc_id\": \"slow\", \"content\": \"c\"}", KEY, key));
        Submitted submitted = downstream.submitted("slow");

        Answer second = http.post("/v1/documents", "{\"doc_id\": \"slow\", \"content\": \"c\"}", KEY, key);
        downstream.indexed(submitted);

        assertThat(second.status()).isEqualTo(409);
        assertThat(second.header("Retry-After")).isEqualTo("1");
        assertThat(second.json().path("code").asString()).isEqualTo("idempotency_in_progress");
        assertThat(first.get().status()).isEqualTo(200);
        Answer third = http.post("/v1/documents", "{\"doc_id\": \"slow\", \"content\": \"c\"}", KEY, key);
        assertThat(third.status()).isEqualTo(200);
        assertThat(third.response().body()).isEqualTo(first.get().response().body());
    }

    @Test
    void aDocumentThatTheLogHasAndAStageRefusesHasTheSameAnswerAgainAndIsNotSubmittedAgain() throws Exception {
        String key = key();
        String body = "{\"doc_id\": \"refused-later\", \"content\": \"c\"}";
        CompletableFuture<Answer> first =
                CompletableFuture.supplyAsync(() -> http.post("/v1/documents?wait_for=indexed", body, KEY, key));
        downstream.rejected(
                downstream.submitted("refused-later"),
                "[{\"field\":\"source\",\"code\":\"pattern\",\"detail\":\"no\"}]");

        Answer refused = first.get();
        Answer again = http.post("/v1/documents?wait_for=indexed", body, KEY, key);

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.header("Content-Type")).startsWith("application/problem+json");
        assertThat(refused.json().path("code").asString()).isEqualTo("pattern");
        assertThat(refused.json().path("field").asString()).isEqualTo("source");
        assertThat(again.status()).isEqualTo(422);
        assertThat(again.header(REPLAYED)).isEqualTo("true");
        assertThat(again.header("Content-Type")).startsWith("application/problem+json");
        assertThat(again.response().body()).isEqualTo(refused.response().body());
        assertThat(submissions("refused-later")).hasSize(1);
    }

    @Test
    void aRefusedDocumentMayBeCorrectedUnderItsKey() {
        String key = key();
        assertThat(http.post("/v1/documents", "{\"content\": \" \"}", KEY, key).status())
                .isEqualTo(422);

        assertThat(http.post("/v1/documents", "{\"content\": \"c\"}", KEY, key).status())
                .isEqualTo(202);
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "\"open", "a b", "\"a\", \"b\""})
    void whatIsNoKeyIsRefused(String key) {
        Answer answer = http.post("/v1/documents", "{\"content\": \"c\"}", KEY, key);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("code").asString()).isEqualTo("malformed_idempotency_key");
    }

    @Test
    void twoKeysOrATooLongOneAreRefused() {
        assertThat(http.post("/v1/documents", "{\"content\": \"c\"}", KEY, "a", KEY, "b")
                        .status())
                .isEqualTo(400);
        assertThat(http.post("/v1/documents", "{\"content\": \"c\"}", KEY, "a".repeat(256))
                        .status())
                .isEqualTo(400);
    }

    @Test
    void aBulkRequestHasNoKey() {
        Answer answer = http.post("/v1/documents:bulk", "{}", KEY, key());

        assertThat(answer.status()).isEqualTo(415);
        Answer lines = http.sendWith(
                KEY, key(), "POST", "/v1/documents:bulk", "application/x-ndjson", BodyPublishers.ofString("{}"));
        assertThat(lines.status()).isEqualTo(400);
        assertThat(lines.json().path("code").asString()).isEqualTo("idempotency_key_not_supported");
    }

    @Test
    void withoutRedisAKeyIsRefusedAndOtherRequestsGoOn() {
        redis.close();
        try {
            Answer refused = http.post("/v1/documents", "{\"content\": \"c\"}", KEY, key());
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.header("Retry-After")).isNotEmpty();
            assertThat(refused.json().path("code").asString()).isEqualTo("idempotency_unavailable");
            assertThat(http.post("/v1/documents", "{\"content\": \"c\"}").status())
                    .isEqualTo(202);
        } finally {
            redis = new RedisProcess(REDIS_PORT);
        }
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(http.post("/v1/documents", "{\"content\": \"c\"}", KEY, key())
                                .status())
                        .isEqualTo(202));
    }

    private List<Submitted> submissions(String docId) {
        Submitted _ = downstream.submitted(docId);
        return downstream.all().stream()
                .filter(each -> each.event().docId().equals(docId))
                .toList();
    }

    private static String key() {
        return UUID.randomUUID().toString();
    }
}
