package io.trovex.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.trovex.ingest.Http.Answer;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.test.EmbeddedKafkaBroker;
import org.springframework.kafka.test.context.EmbeddedKafka;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;

/** What clients see when more comes in than goes out. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.kafka.bootstrap-servers=${spring.embedded.kafka.brokers}",
            "trovex.topics.partitions=2",
            "trovex.generation.dimension=3",
            "trovex.ingest.backpressure.high=10",
            "trovex.ingest.backpressure.low=3",
            "trovex.ingest.backpressure.dwell=200ms"
        })
@EmbeddedKafka(partitions = 1)
class BackpressureIntegrationTests {
    private static final RedisProcess REDIS = new RedisProcess();
    private static final String BODY = "{\"content\": \"c\"}";

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
        registry.add("spring.data.redis.port", REDIS::port);
        registry.add("trovex.objects.directory", objects::toString);
    }

    @BeforeEach
    void connect() {
        http = new Http(port);
        downstream = new Downstream(broker.getBrokersAsString(), kafka);
        await().until(() -> pipeline().path("in_flight").asLong(-1) == 0
                && pipeline().path("state").asString().equals("accepting"));
    }

    @AfterEach
    void settle() {
        downstream.all().forEach(downstream::indexed);
        downstream.close();
    }

    @AfterAll
    static void stop() {
        REDIS.close();
    }

    @Test
    void aboveTheHighMarkEveryWriteIsRefusedUntilTheLowOne() {
        for (int i = 0; i < 10; i++) {
            assertThat(http.put("/v1/documents/full-" + i, BODY).status()).isEqualTo(202);
        }

        Answer refused = http.put("/v1/documents/too-many", BODY);
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(refused.json().path("code").asString()).isEqualTo("pipeline_saturated");
        assertThat(refused.json().path("trace_id").asString()).isNotEmpty();
        assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1, 60);
        assertThat(http.post("/v1/documents", BODY).status()).isEqualTo(429);
        assertThat(http.delete("/v1/documents/full-1").status()).isEqualTo(429);
        assertThat(pipeline().path("state").asString()).isEqualTo("saturated");
        assertThat(pipeline().path("in_flight").asLong()).isEqualTo(10);
        assertThat(http.get("/actuator/prometheus").response().body())
                .containsPattern("trovex_ingest_backpressure_saturated\\S* 1.0")
                .containsPattern("trovex_ingest_backpressure_high\\S* 10.0")
                .containsPattern("trovex_ingest_submissions_total\\{\\S*result=\"saturated\"\\S*");

        settle("full-", 0, 6);
        await().until(() -> pipeline().path("in_flight").asLong() == 4);
        assertThat(http.put("/v1/documents/too-many", BODY).status()).isEqualTo(429);
        settle("full-", 6, 7);

        await().untilAsserted(() ->
                assertThat(http.put("/v1/documents/fits", BODY).status()).isEqualTo(202));
        assertThat(downstream.all()).extracting(each -> each.event().docId()).doesNotContain("too-many");
    }

    @Test
    void aBulkRequestIsAnsweredLineByLineAndKeepsItsOrder() {
        String lines = IntStream.range(0, 25)
                .mapToObj(i -> "{\"doc_id\": \"bulk-%d\", \"content\": \"c\"}".formatted(i))
                .collect(Collectors.joining("\n"));

        List<JsonNode> results = http.bulk("", lines).lines();

        assertThat(results).hasSize(25);
        int taken = (int) results.stream()
                .takeWhile(each -> each.path("status").asInt() == 202)
                .count();
        // until the log's answer comes, one that the ledger has read already counts twice
        assertThat(taken).isBetween(5, 10);
        assertThat(results.subList(taken, 25)).allSatisfy(each -> {
            assertThat(each.path("status").asInt()).isEqualTo(429);
            assertThat(each.path("code").asString()).isEqualTo("pipeline_saturated");
            assertThat(each.path("retry_after").asInt()).isBetween(1, 60);
        });
        assertThat(results).extracting(each -> each.path("line").asInt()).isSorted();
        downstream.submitted("bulk-" + (taken - 1));
        assertThat(downstream.all().stream().filter(each -> each.event().docId().startsWith("bulk-")))
                .hasSize(taken);
    }

    @Test
    void aBulkRequestTakesNothingMoreAfterARefusalThoughTheGateOpens() throws Exception {
        try (BulkConnection bulk = new BulkConnection(port)) {
            for (int i = 0; i < 10; i++) {
                bulk.send("{\"doc_id\": \"drip-%d\", \"content\": \"c\"}".formatted(i));
                assertThat(bulk.result()).contains("\"status\":202");
            }
            bulk.send("{\"doc_id\": \"x\", \"content\": \"old\"}");
            assertThat(bulk.result()).contains("\"line\":11").contains("\"status\":429");
            settle("drip-", 0, 10);
            await().until(() -> pipeline().path("state").asString().equals("accepting"));

            bulk.send("{\"doc_id\": \"x\", \"content\": \"new\"}");

            assertThat(bulk.result()).contains("\"line\":12").contains("\"status\":429");
            bulk.end();
            assertThat(bulk.result()).isNull();
        }
        assertThat(http.bulk("", "{\"doc_id\": \"x\", \"content\": \"old\"}")
                        .lines()
                        .getFirst()
                        .path("status")
                        .asInt())
                .isEqualTo(202);
    }

    private JsonNode pipeline() {
        return http.get("/v1/pipeline").json();
    }

    private void settle(String prefix, int from, int to) {
        for (int i = from; i < to; i++) {
            downstream.indexed(downstream.submitted(prefix + i));
        }
    }
}
