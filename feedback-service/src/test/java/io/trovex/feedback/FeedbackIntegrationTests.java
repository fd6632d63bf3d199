package io.trovex.feedback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.trovex.contracts.FeedbackReceived;
import io.trovex.contracts.Headers;
import io.trovex.contracts.Topics;
import io.trovex.stage.EventCodec;
import io.trovex.stage.EventSender;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.test.EmbeddedKafkaBroker;
import org.springframework.kafka.test.context.EmbeddedKafka;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import redis.embedded.RedisServer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The whole service against a real broker and a real Redis. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = "spring.kafka.bootstrap-servers=${spring.embedded.kafka.brokers}")
@EmbeddedKafka(partitions = 1)
class FeedbackIntegrationTests {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String TRACE_ID = "4bf92f3577b34da6a3ce929d0e0e4736";

    private static RedisServer redisServer;

    @LocalServerPort
    private int port;

    @Autowired
    private EventSender sender;

    @Autowired
    private EventCodec codec;

    @Autowired
    private EmbeddedKafkaBroker broker;

    @Autowired
    private StringRedisTemplate redis;

    private final HttpClient http = HttpClient.newHttpClient();

    @BeforeAll
    static void startRedis() throws Exception {
        redisServer = RedisServer.newRedisServer()
                .port(FreePort.find())
                .setting("bind 127.0.0.1")
                .setting("save \"\"")
                .build();
        redisServer.start();
    }

    @AfterAll
    static void stopRedis() throws Exception {
        redisServer.stop();
    }

    @DynamicPropertySource
    static void redisProperties(DynamicPropertyRegistry registry) {
        registry.add("spring.data.redis.host", () -> "127.0.0.1");
        registry.add("spring.data.redis.port", () -> redisServer.ports().getFirst());
    }

    @Test
    void aClickIsWrittenToTheLogInItsTraceAndCounted() throws Exception {
        HttpResponse<String> response = post("application/json", """
                {"action_name": "click", "query_id": "q-1", "client_id": "reader-1",
                 "event_attributes": {"object": {"object_id": "traced"}, "position": {"ordinal": 3}}}""");

        assertThat(response.statusCode()).isEqualTo(202);
        String feedbackId =
                JSON.readTree(response.body()).path("feedback_ids").path(0).stringValue();
        ConsumerRecord<byte[], byte[]> record = recordOf(feedbackId);
        FeedbackReceived event = codec.decode(record.value(), FeedbackReceived.class);
        assertThat(event.objectId()).isEqualTo("traced");
        assertThat(event.position()).isEqualTo(3);
        assertThat(event.timestamp()).isBetween(Instant.now().minusSeconds(30), Instant.now());
        assertThat(new String(record.key(), StandardCharsets.UTF_8)).isEqualTo("reader-1");
        assertThat(header(record, Headers.CE_TYPE)).isEqualTo("io.trovex.feedback.received");
        assertThat(header(record, Headers.TRACEPARENT)).contains(TRACE_ID);
        awaitCount("traced", "click", 1);
        assertThat(counts("traced").path("impression").longValue()).isZero();
    }

    @Test
    void anEventThatComesAgainCountsOnce() throws Exception {
        FeedbackReceived click =
                new FeedbackReceived("again", "click", null, null, null, "counted-once", 1, Instant.now(), null);
        FeedbackReceived marker =
                new FeedbackReceived("marker", "click", null, null, null, "after-it", 1, Instant.now(), null);

        for (FeedbackReceived event : List.of(click, click)) {
            sender.send(Topics.FEEDBACK_EVENTS, event, "test").get();
        }
        post("application/json", """
                {"feedback_id": "again", "action_name": "click",
                 "event_attributes": {"object": {"object_id": "counted-once"}}}""");
        sender.send(Topics.FEEDBACK_EVENTS, marker, "test").get();

        awaitCount("after-it", "click", 1);
        awaitCount("counted-once", "click", 1);
        await().during(Duration.ofMillis(300))
                .untilAsserted(
                        () -> assertThat(counts("counted-once").path("click").longValue())
                                .isOne());
        assertThat(redis.getExpire("trovex:feedback:event:again"))
                .isBetween(Duration.ofDays(27).toSeconds(), Duration.ofDays(28).toSeconds());
    }

    @Test
    void aListAndLinesAreCountedByAction() throws Exception {
        HttpResponse<String> list = post("application/json", """
                [{"action_name": "impression", "event_attributes": {"object": {"object_id": "a/b ä"}, "position": {}}},
                 {"action_name": "impression", "event_attributes": {"object": {"object_id": "a/b ä"}, "position": {}}},
                 {"action_name": "no document"}]""");
        HttpResponse<String> lines = post("application/x-ndjson", """
                {"action_name": "click", "event_attributes": {"object": {"object_id": "a/b ä"}}}
                {"action_name": "purchase", "event_attributes": {"object": {"object_id": "a/b ä"}}}
                """);

        assertThat(JSON.readTree(list.body()).path("feedback_ids")).hasSize(3);
        assertThat(JSON.readTree(lines.body()).path("feedback_ids")).hasSize(2);
        awaitCount("a%2Fb%20%C3%A4", "purchase", 1);
        awaitCount("a%2Fb%20%C3%A4", "impression", 2);
        awaitCount("a%2Fb%20%C3%A4", "click", 1);
    }

    @Test
    void aDocumentThatNobodyTouchedHasZeroCounts() throws Exception {
        assertThat(counts("untouched")).isEqualTo(JSON.readTree("{\"click\": 0, \"impression\": 0}"));
    }

    @Test
    void oneBadEventRefusesTheRequestWithEveryReason() throws Exception {
        HttpResponse<String> response = post("application/json", """
                [{"action_name": "click", "event_attributes": {"object": {"object_id": "refused"}}},
                 {"action_name": "", "timestamp": "yesterday"}]""");

        assertThat(response.statusCode()).isEqualTo(422);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        JsonNode problem = JSON.readTree(response.body());
        assertThat(problem.path("field").stringValue()).isEqualTo("[1].action_name");
        assertThat(problem.path("violations")).hasSize(2);
        assertThat(problem.path("trace_id").stringValue()).isEqualTo(TRACE_ID);
    }

    @Test
    void limitsAndTypesAreProblems() throws Exception {
        String event = "{\"action_name\": \"view\"}";

        assertThat(post("application/json", "{").statusCode()).isEqualTo(400);
        assertThat(post("text/plain", event).statusCode()).isEqualTo(415);
        assertThat(post("application/x-ndjson", (event + "\n").repeat(1_001)).statusCode())
                .isEqualTo(413);
        assertThat(post("application/json", "{\"x\": \"" + "x".repeat(1 << 20) + "\"}")
                        .statusCode())
                .isEqualTo(413);
    }

    @Test
    void theExamplesOfTheOpenApiDocumentAreAccepted() throws Exception {
        JsonNode content =
                JSON.readTree(get("/v3/api-docs").body()).at("/paths/~1v1~1feedback/post/requestBody/content");

        List<HttpResponse<String>> answers = new ArrayList<>();
        for (JsonNode example : content.path("application/json").path("examples")) {
            answers.add(post("application/json", example.path("value").toString()));
        }
        answers.add(post(
                "application/x-ndjson",
                content.path("application/x-ndjson").path("example").stringValue()));
        assertThat(answers).hasSize(3).extracting(HttpResponse::statusCode).containsOnly(202);
    }

    @Test
    void isReadyAndTellsItsMetrics() throws Exception {
        await().untilAsserted(() ->
                assertThat(get("/actuator/health/readiness").statusCode()).isEqualTo(200));
        post("application/json", "{\"action_name\": \"view\"}");

        assertThat(get("/actuator/prometheus").body()).contains("trovex_feedback_events_total{result=\"accepted\"}");
    }

    private void awaitCount(String path, String action, long expected) {
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(
                        () -> assertThat(counts(path).path(action).longValue(0)).isEqualTo(expected));
    }

    private JsonNode counts(String path) throws Exception {
        HttpResponse<String> response = get("/v1/feedback/documents/" + path);
        assertThat(response.statusCode()).isEqualTo(200);
        return JSON.readTree(response.body()).path("counts");
    }

    private HttpResponse<String> get(String path) throws Exception {
        return http.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .build(),
                BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String contentType, String body) throws Exception {
        return http.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/v1/feedback"))
                        .header("Content-Type", contentType)
                        .header("traceparent", "00-" + TRACE_ID + "-00f067aa0ba902b7-01")
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }

    private ConsumerRecord<byte[], byte[]> recordOf(String feedbackId) {
        try (Consumer<byte[], byte[]> consumer = new DefaultKafkaConsumerFactory<>(
                        Map.of("bootstrap.servers", broker.getBrokersAsString()),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer())
                .createConsumer()) {
            List<TopicPartition> partitions = consumer.partitionsFor(Topics.FEEDBACK_EVENTS).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            List<ConsumerRecord<byte[], byte[]>> found = new ArrayList<>();
            await().until(() -> {
                StreamSupport.stream(consumer.poll(Duration.ofMillis(100)).spliterator(), false)
                        .filter(record -> header(record, Headers.CE_ID).equals(feedbackId))
                        .forEach(found::add);
                return !found.isEmpty();
            });
            return found.getFirst();
        }
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }
}
