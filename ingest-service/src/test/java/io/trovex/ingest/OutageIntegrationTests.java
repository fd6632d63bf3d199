package io.trovex.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.trovex.ingest.Http.Answer;
import io.trovex.ingest.status.Waiters;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;
import tools.jackson.databind.JsonNode;

/** What a client sees while Redis, and at last the broker, is away. The broker does not come back, so its test is last. */
@TestMethodOrder(OrderAnnotation.class)
class OutageIntegrationTests {
    private static final EmbeddedKafkaKraftBroker BROKER = new EmbeddedKafkaKraftBroker(1, 1);
    private static final int REDIS_PORT = RedisProcess.freePort();

    @TempDir
    private static Path objects;

    private static ConfigurableApplicationContext service;
    private static int port;
    private static Http http;

    /** Starts without Redis, which is not needed to take documents. */
    @BeforeAll
    static void start() {
        BROKER.afterPropertiesSet();
        service = new SpringApplicationBuilder(IngestApplication.class)
                .properties(
                        "server.port=0",
                        "spring.data.redis.port=" + REDIS_PORT,
                        "spring.kafka.bootstrap-servers=" + BROKER.getBrokersAsString(),
                        "trovex.objects.directory=" + objects)
                .run();
        port = service.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
        http = new Http(port);
    }

    @AfterAll
    static void stop() {
        service.close();
        BROKER.destroy();
    }

    @Test
    @Order(1)
    void documentsAreTakenWhileRedisIsAwayAndTheirStatusComesAfterIt() {
        assertThat(http.put("/v1/documents/a", "{\"content\": \"c\"}").status()).isEqualTo(202);
        Answer unknown = http.get("/v1/documents/a");
        assertThat(unknown.status()).isEqualTo(503);
        assertThat(unknown.header("Retry-After")).isNotEmpty();
        assertThat(unknown.json().path("code").asString()).isEqualTo("status_unavailable");
        Answer waited = http.put("/v1/documents/b?wait_for=indexed&timeout=500ms", "{\"content\": \"c\"}");
        assertThat(waited.status()).isEqualTo(202);
        assertThat(waited.json().path("timed_out").asBoolean()).isTrue();
        await().untilAsserted(() ->
                assertThat(http.get("/actuator/health/readiness").status()).isEqualTo(200));
        JsonNode wait = await().until(
                        () -> http.get("/v1/pipeline").json().at("/stages/0"),
                        stage -> stage.at("/waits/0/attempts").asInt() > 1);
        assertThat(wait.path("stage").asString()).isEqualTo("status");
        assertThat(wait.at("/waits/0/dependency").asString()).isEqualTo("redis");
        assertThat(Instant.parse(wait.at("/waits/0/since").asString())).isBefore(Instant.now());
        assertThat(wait.at("/waits/0/reason").asString())
                .startsWith("the status store does not answer: ")
                .containsIgnoringCase("connection refused");

        try (RedisProcess _ = new RedisProcess(REDIS_PORT)) {
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() ->
                            assertThat(http.get("/v1/documents/b").status()).isEqualTo(200));
            assertThat(http.get("/v1/documents/a").status()).isEqualTo(200);
            await().until(() -> http.get("/v1/pipeline").json().path("stages").isEmpty());
        }
        assertThat(http.get("/v1/documents/a").status()).isEqualTo(503);
    }

    @Test
    @Order(2)
    void nothingHangsWhileTheBrokerIsAway() throws Exception {
        try (BulkConnection bulk = new BulkConnection(port)) {
            bulk.send("{\"doc_id\": \"before\", \"content\": \"c\"}");
            assertThat(bulk.result()).contains("\"status\":202");

            BROKER.destroy();

            bulk.send("{\"doc_id\": \"during\", \"content\": \"c\"}");
            assertThat(bulk.result()).contains("\"line\":2").contains("\"status\":503");
            bulk.send("{\"doc_id\": \"after\", \"content\": \"c\"}");
            assertThat(bulk.result()).contains("\"line\":3").contains("were not read");
            bulk.end();
            assertThat(bulk.result()).isNull();
        }

        Instant start = Instant.now();
        Answer one = http.put("/v1/documents/a", "{\"content\": \"c\"}");
        assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(10));
        assertThat(one.status()).isEqualTo(503);
        assertThat(one.header("Retry-After")).isEqualTo("2");
        assertThat(one.json().path("code").asString()).isEqualTo("log_unavailable");

        Answer many = http.bulk("?wait_for=indexed", "{\"content\": \"c\"}\n{\"content\": \"c\"}");
        assertThat(many.status()).isEqualTo(503);
        assertThat(many.header("Content-Type")).isEqualTo("application/problem+json");

        assertThat(service.getBean(Waiters.class).isEmpty()).isTrue();

        assertThat(http.get("/actuator/health/readiness").status()).isEqualTo(503);
        assertThat(http.get("/actuator/health/liveness").status()).isEqualTo(200);
    }
}
