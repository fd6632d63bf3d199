package io.trovex.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.trovex.contracts.Topics;
import io.trovex.ingest.Downstream.Submitted;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
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

/** The account of every document, and who is behind, against a real broker and a real Redis. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.kafka.bootstrap-servers=${spring.embedded.kafka.brokers}",
            "trovex.topics.partitions=2",
            "trovex.generation.dimension=3",
            "trovex.ingest.ledger.deadline=1500ms",
            "trovex.ingest.ledger.inspection-interval=100ms",
            "trovex.ingest.lag.interval=200ms"
        })
@EmbeddedKafka(partitions = 1)
class LedgerIntegrationTests {
    private static final RedisProcess REDIS = new RedisProcess();

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
    }

    @AfterEach
    void disconnect() {
        downstream.close();
    }

    @AfterAll
    static void stop() {
        REDIS.close();
    }

    @Test
    void everyEndIsCountedOnceAndBothSidesAreEqual() {
        JsonNode before = settledLedger().path("totals");
        for (String id : List.of("indexed", "rejected", "dead")) {
            http.put("/v1/documents/" + id, "{\"content\": \"c\"}");
        }
        http.delete("/v1/documents/deleted");
        downstream.indexed(downstream.submitted("indexed"));
        downstream.indexed(downstream.submitted("indexed"));
        downstream.rejected(
                downstream.submitted("rejected"), "[{\"field\":\"content\",\"code\":\"too_short\",\"detail\":\"d\"}]");
        downstream.deadLettered(downstream.submitted("dead"), Topics.DOCUMENTS_VALIDATED, "embedding");
        downstream.indexed(downstream.submitted("deleted"));

        JsonNode after = settledLedger();

        assertThat(grown(before, after, "submitted")).isEqualTo(4);
        assertThat(grown(before, after, "indexed")).isEqualTo(1);
        assertThat(grown(before, after, "rejected")).isEqualTo(1);
        assertThat(grown(before, after, "dead_lettered")).isEqualTo(1);
        assertThat(grown(before, after, "deleted")).isEqualTo(1);
        assertThat(after.path("balanced").asBoolean()).isTrue();
        assertThat(after.at("/totals/accounted")).isEqualTo(after.at("/totals/submitted"));
        assertThat(after.path("partitions")).hasSize(2);
    }

    @Test
    void aStageThatLosesADocumentIsFoundOutWithExactlyThatDocument() {
        for (int i = 0; i < 20; i++) {
            http.put("/v1/documents/kept-" + i, "{\"content\": \"c\"}");
            if (i == 7) {
                http.put("/v1/documents/lost", "{\"content\": \"c\"}");
            }
        }
        for (int i = 0; i < 20; i++) {
            downstream.indexed(downstream.submitted("kept-" + i));
        }
        Submitted lost = downstream.submitted("lost");
        downstream.passed(lost, Topics.DOCUMENTS_VALIDATED);

        JsonNode overdue = await().until(
                        () -> ledger().path("overdue"),
                        found -> found.path("total").asLong() == 1
                                && found.at("/offsets/0/last_status")
                                        .asString("")
                                        .equals("validated"));

        JsonNode named = overdue.path("offsets").path(0);
        assertThat(overdue.path("offsets")).hasSize(1);
        assertThat(named.path("doc_id").asString()).isEqualTo("lost");
        assertThat(named.path("partition").asInt()).isEqualTo(lost.origin().partition());
        assertThat(named.path("offset").asLong()).isEqualTo(lost.origin().offset());
        assertThat(lost.header("traceparent")).contains(named.path("trace_id").asString());
        assertThat(named.path("age_seconds").asDouble()).isGreaterThan(1.4);
        assertThat(ledger().path("balanced").asBoolean()).isTrue();
        await().untilAsserted(() -> assertThat(
                        http.get("/actuator/prometheus").response().body())
                .containsPattern("trovex_ingest_ledger_overdue\\S* 1.0")
                .containsPattern("trovex_ingest_ledger_offsets\\{\\S*outcome=\"in_flight\",partition=\""
                        + lost.origin().partition() + "\"\\S* 1.0"));
        assertThat(http.get("/actuator/health")
                        .json()
                        .at("/components/ledger/details/overdue")
                        .asLong())
                .isEqualTo(1);

        downstream.indexed(lost);

        await().untilAsserted(() ->
                assertThat(ledger().path("overdue").path("total").asLong()).isZero());
    }

    @Test
    void aSubmissionThatTheIndexHasOvertakenIsSupersededAndNotLost() {
        http.put("/v1/documents/overtaken", "{\"content\": \"old\"}");
        Submitted old = downstream.submitted("overtaken");
        http.put("/v1/documents/overtaken", "{\"content\": \"new\"}");
        Submitted fresh = await().until(
                        () -> downstream.submitted("overtaken"),
                        each -> !each.origin().equals(old.origin()));
        JsonNode before = ledger().path("totals");
        downstream.indexed(fresh);

        JsonNode after = settledLedger();

        assertThat(grown(before, after, "superseded")).isEqualTo(1);
        assertThat(after.path("overdue").path("total").asLong()).isZero();
    }

    @Test
    void aStoppedConsumerIsSeenToFallBehind() {
        String group = "reader";
        TopicPartition partition = new TopicPartition(Topics.SEARCH_QUERIES, 0);
        kafka.send(partition.topic(), 0, null, "first".getBytes(UTF_8)).join();
        try (Consumer<byte[], byte[]> reader = new DefaultKafkaConsumerFactory<>(
                        Map.of(
                                "bootstrap.servers",
                                broker.getBrokersAsString(),
                                "group.id",
                                group,
                                "auto.offset.reset",
                                "earliest"),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer())
                .createConsumer()) {
            reader.subscribe(List.of(partition.topic()));
            await().until(() -> !reader.poll(Duration.ofMillis(200)).isEmpty());
            await().until(() -> !group(group).isMissingNode());
            assertThat(partition(group, 0).has("lag")).isFalse();
            assertThat(partition(group, 0).has("committed")).isFalse();
            reader.commitSync();
            await().untilAsserted(() ->
                    assertThat(partition(group, 0).path("lag").asLong(-1)).isZero());
        }
        kafka.send(partition.topic(), 0, null, "second".getBytes(UTF_8)).join();
        kafka.send(partition.topic(), 0, null, "third".getBytes(UTF_8)).join();

        JsonNode stopped = await().until(
                        () -> partition(group, 0),
                        it -> it.path("verdict").asString("").equals("STOP"));

        assertThat(stopped.path("lag").asLong()).isEqualTo(2);
        assertThat(stopped.path("retention_margin").asLong()).isEqualTo(1);
        assertThat(stopped.path("messages_lost").asLong(-1)).isZero();
        double then = stopped.path("time_lag_seconds").asDouble();
        await().untilAsserted(() -> assertThat(
                        partition(group, 0).path("time_lag_seconds").asDouble())
                .isGreaterThan(then + 0.5));
        assertThat(group(group).path("verdict").asString()).isEqualTo("STOP");
        assertThat(http.get("/actuator/prometheus").response().body())
                .containsPattern("trovex_ingest_lag_verdict\\{\\S*group=\"reader\",partition=\"0\"\\S* 3.0");
    }

    @Test
    void thePipelineIsShownAtAGlance() {
        JsonNode pipeline = http.get("/v1/pipeline").json();

        assertThat(pipeline.path("state").asString()).isEqualTo("accepting");
        assertThat(pipeline.path("high").asLong()).isEqualTo(10_000);
        assertThat(pipeline.path("low").asLong()).isEqualTo(2_000);
        await().untilAsserted(() -> {
            JsonNode now = http.get("/v1/pipeline").json();
            assertThat(now.path("groups")
                            .valueStream()
                            .map(each -> each.path("group").asString()))
                    .contains("status");
            assertThat(now.path("dead_letters")
                            .valueStream()
                            .map(each -> each.path("topic").asString()))
                    .contains("documents.submitted-dlt");
        });
    }

    private JsonNode ledger() {
        return http.get("/v1/pipeline/ledger").json();
    }

    private JsonNode settledLedger() {
        return await().until(
                        this::ledger,
                        ledger -> ledger.path("complete").asBoolean()
                                && ledger.at("/totals/in_flight").asLong() == 0);
    }

    private static long grown(JsonNode before, JsonNode after, String name) {
        return after.path("totals").path(name).asLong() - before.path(name).asLong();
    }

    private JsonNode group(String name) {
        return http.get("/v1/pipeline/lag")
                .json()
                .path("groups")
                .valueStream()
                .filter(group -> group.path("group").asString().equals(name))
                .findFirst()
                .orElseGet(() -> http.get("/v1/pipeline/lag").json().path("absent"));
    }

    private JsonNode partition(String group, int number) {
        return group(group).path("partitions").path(number);
    }
}
