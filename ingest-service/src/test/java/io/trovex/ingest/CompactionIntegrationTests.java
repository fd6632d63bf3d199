package io.trovex.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.trovex.contracts.DocumentSubmitted;
import io.trovex.contracts.Operation;
import io.trovex.contracts.Origin;
import io.trovex.contracts.Outcome;
import io.trovex.contracts.Topics;
import io.trovex.ingest.Downstream.Submitted;
import io.trovex.ingest.Http.Answer;
import io.trovex.stage.EventCodec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.AlterConfigOp.OpType;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.test.EmbeddedKafkaBroker;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;
import tools.jackson.databind.JsonNode;

/** What compaction leaves of the submissions, and what the ledger makes of it, with a broker that compacts at once. */
@TestMethodOrder(OrderAnnotation.class)
class CompactionIntegrationTests {
    private static final EmbeddedKafkaBroker BROKER =
            new EmbeddedKafkaKraftBroker(1, 1).brokerProperty("log.cleaner.backoff.ms", "50");
    private static final RedisProcess REDIS = new RedisProcess();

    @TempDir
    private static Path objects;

    private static ConfigurableApplicationContext service;
    private static Http http;
    private static Downstream downstream;

    @BeforeAll
    @SuppressWarnings("unchecked") // the only template that there is
    static void start() throws Exception {
        BROKER.afterPropertiesSet();
        service = started();
        http = http(service);
        downstream = new Downstream(BROKER.getBrokersAsString(), service.getBean(KafkaTemplate.class));
    }

    @AfterAll
    static void stop() {
        downstream.close();
        service.close();
        BROKER.destroy();
        REDIS.close();
    }

    /** First, before the broker compacts sooner than it would. */
    @Test
    @Order(1)
    void theNewestVersionOutlivesCompactionThoughAnOlderOneCameLater() throws Exception {
        Submitted newest = submitted("doc", 9, http.put("/v1/documents/doc", "{\"content\": \"new\", \"version\": 9}"));
        downstream.indexed(newest);
        Submitted deleted = submitted("gone", 9, http.delete("/v1/documents/gone?version=9"));
        downstream.indexed(deleted);
        downstream.superseded(
                submitted("doc", 5, http.put("/v1/documents/doc", "{\"content\": \"old\", \"version\": 5}")));
        downstream.superseded(
                submitted("gone", 5, http.put("/v1/documents/gone", "{\"content\": \"old\", \"version\": 5}")));

        Submitted again = last("doc", 9);
        Submitted deletedAgain = last("gone", 9);
        await().until(() -> ledger(http).at("/totals/in_flight").asLong() == 2);

        assertThat(again.record().value()).isEqualTo(newest.record().value());
        assertThat(again.record().headers()).isEqualTo(newest.record().headers());
        // what is in the index stays indexed while its copy is on its way
        JsonNode status = http.get("/v1/documents/doc").json();
        assertThat(status.path("version").asLong()).isEqualTo(9);
        assertThat(status.path("status").asString()).isEqualTo("indexed");
        assertThat(status.at("/superseded/0/version").asLong()).isEqualTo(5);

        downstream.indexed(again);
        downstream.indexed(deletedAgain);
        compactUntil("doc", "gone");
        assertThat(inLog("doc")).extracting(DocumentSubmitted::version).containsExactly(9L);
        assertThat(inLog("gone")).extracting(DocumentSubmitted::operation).containsExactly(Operation.DELETE);
    }

    /** As when a model refuses it, or a letter was replayed too late. */
    @Test
    @Order(2)
    void theVersionInTheIndexOutlivesANewerOneThatAStageRefused() throws Exception {
        Submitted first =
                submitted("refused", 1, http.put("/v1/documents/refused", "{\"content\": \"a\", \"version\": 1}"));
        downstream.indexed(first);
        awaitStatus("refused", "indexed");
        Submitted second =
                submitted("refused", 2, http.put("/v1/documents/refused", "{\"content\": \"b\", \"version\": 2}"));
        downstream.deadLettered(second, Topics.DOCUMENTS_VALIDATED, "embedding");

        Submitted again = last("refused", 1);
        assertThat(again.record().offset()).isGreaterThan(second.record().offset());
        assertThat(again.record().value()).isEqualTo(first.record().value());
        awaitStatus("refused", "dead_lettered");
        downstream.indexed(again);
        compactUntil("refused");
        assertThat(inLog("refused")).extracting(DocumentSubmitted::version).containsExactly(1L);
        assertThat(http.get("/v1/documents/refused").json().path("version").asLong())
                .isEqualTo(2);
    }

    @Test
    @Order(3)
    void aReplayThatBringsEveryVersionBackNeedsNoMending() {
        Submitted old =
                submitted("replayed", 1, http.put("/v1/documents/replayed", "{\"content\": \"a\", \"version\": 1}"));
        Submitted newest =
                submitted("replayed", 2, http.put("/v1/documents/replayed", "{\"content\": \"b\", \"version\": 2}"));
        downstream.indexed(newest);
        downstream.superseded(old);
        downstream.indexed(newest);

        Submitted held =
                submitted("mended", 2, http.put("/v1/documents/mended", "{\"content\": \"b\", \"version\": 2}"));
        downstream.indexed(held);
        downstream.superseded(
                submitted("mended", 1, http.put("/v1/documents/mended", "{\"content\": \"a\", \"version\": 1}")));

        downstream.indexed(last("mended", 2));
        assertThat(downstream.submitted("replayed").record().offset())
                .isEqualTo(newest.record().offset());
    }

    @Test
    void everyReplicaAccountsAlikeForWhatCompactionRemoved() throws Exception {
        for (String docId : List.of("a", "b", "c")) {
            downstream.rejected(
                    submitted(docId, 1, http.put("/v1/documents/" + docId, "{\"content\": \"c\", \"version\": 1}")),
                    "[{\"field\":\"content\",\"code\":\"too_short\",\"detail\":\"d\"}]");
            downstream.indexed(
                    submitted(docId, 2, http.put("/v1/documents/" + docId, "{\"content\": \"c\", \"version\": 2}")));
            // compaction takes the third before any stage has seen it
            submitted(docId, 3, http.put("/v1/documents/" + docId, "{\"content\": \"c\", \"version\": 3}"));
            downstream.indexed(
                    submitted(docId, 4, http.put("/v1/documents/" + docId, "{\"content\": \"c\", \"version\": 4}")));
        }
        compactUntil("a", "b", "c");

        try (ConfigurableApplicationContext fresh = started()) {
            JsonNode read = await().until(() -> ledger(http(fresh)), CompactionIntegrationTests::isSettled);
            assertThat(read.path("balanced").asBoolean()).isTrue();
            assertThat(read.at("/totals/rejected").asLong()).isEqualTo(3);
            assertThat(read.at("/totals/superseded").asLong()).isGreaterThanOrEqualTo(3);

            await().untilAsserted(() -> assertThat(ledger(http).path("partitions"))
                    .isEqualTo(ledger(http(fresh)).path("partitions")));

            downstream.indexed(
                    submitted("a", 5, http(fresh).put("/v1/documents/a", "{\"content\": \"c\", \"version\": 5}")));
            await().untilAsserted(() -> {
                for (Http replica : List.of(http, http(fresh))) {
                    assertThat(grown(read, ledger(replica), "submitted")).isEqualTo(1);
                    assertThat(grown(read, ledger(replica), "indexed")).isEqualTo(1);
                    assertThat(ledger(replica).at("/overdue/total").asLong()).isZero();
                }
            });
        }
    }

    @Test
    void whatCompactionTookBeforeTheIndexSpokeIsSaidToBeGone() throws Exception {
        downstream.indexed(
                submitted("late", 9, http.put("/v1/documents/late", "{\"content\": \"new\", \"version\": 9}")));
        Submitted older =
                submitted("late", 5, http.put("/v1/documents/late", "{\"content\": \"old\", \"version\": 5}"));
        compactUntil("late");

        downstream.superseded(older);

        await().untilAsserted(() -> assertThat(
                        http.get("/actuator/prometheus").response().body())
                .containsPattern("trovex_ingest_resubmissions_total\\{\\S*result=\"gone\"\\S* [1-9]"));
        assertThat(inLog("late")).extracting(DocumentSubmitted::version).containsExactly(5L);
        assertThat(http.get("/v1/documents/late").json().path("version").asLong())
                .isEqualTo(9);
    }

    @Test
    void outcomesOfSubmissionsThatNeverWereHoldNobodyUp() throws Exception {
        for (Origin nowhere : List.of(new Origin(7, 10), new Origin(0, 1_000_000))) {
            String docId = "nowhere-" + nowhere.partition();
            downstream.outcome(docId, 9, Outcome.INDEXED, nowhere);
            downstream.outcome(docId, 5, Outcome.SUPERSEDED, new Origin(nowhere.partition(), nowhere.offset() + 10));
        }

        TopicPartition told = new TopicPartition(Topics.DOCUMENTS_INDEXED, 0);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", BROKER.getBrokersAsString()))) {
            long end = admin.listOffsets(Map.of(told, OffsetSpec.latest()))
                    .partitionResult(told)
                    .get()
                    .offset();
            await().untilAsserted(() -> assertThat(admin.listConsumerGroupOffsets("status")
                            .partitionsToOffsetAndMetadata()
                            .get())
                    .hasEntrySatisfying(
                            told, committed -> assertThat(committed.offset()).isEqualTo(end)));
        }
    }

    /** Makes the broker compact until one record of each document is left. */
    private static void compactUntil(String... docIds) throws Exception {
        Map<String, String> atOnce =
                Map.of("segment.ms", "50", "min.cleanable.dirty.ratio", "0.0001", "min.compaction.lag.ms", "0");
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", BROKER.getBrokersAsString()))) {
            Collection<AlterConfigOp> changes = atOnce.entrySet().stream()
                    .map(each -> new AlterConfigOp(new ConfigEntry(each.getKey(), each.getValue()), OpType.SET))
                    .toList();
            ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, Topics.DOCUMENTS_SUBMITTED);
            admin.incrementalAlterConfigs(Map.of(topic, changes)).all().get();
        }
        long version = System.nanoTime();
        await().atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(300))
                .until(() -> {
                    // a segment ends with the next append
                    long next = System.nanoTime() - version;
                    downstream.indexed(submitted(
                            "filler",
                            next,
                            http.put("/v1/documents/filler", "{\"content\": \"c\", \"version\": %d}".formatted(next))));
                    return Stream.of(docIds).allMatch(docId -> inLog(docId).size() == 1);
                });
    }

    private static List<DocumentSubmitted> inLog(String docId) {
        TopicPartition partition = new TopicPartition(Topics.DOCUMENTS_SUBMITTED, 0);
        List<DocumentSubmitted> found = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> log = new KafkaConsumer<>(
                Map.of("bootstrap.servers", BROKER.getBrokersAsString()),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            log.assign(List.of(partition));
            log.seekToBeginning(List.of(partition));
            long end = log.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
            while (log.position(partition) < end) {
                log.poll(Duration.ofMillis(100))
                        .forEach(record -> found.add(new EventCodec().decode(record.value(), DocumentSubmitted.class)));
            }
        }
        return found.stream().filter(event -> event.docId().equals(docId)).toList();
    }

    private static Submitted submitted(String docId, long version, Answer answer) {
        assertThat(answer.status()).isEqualTo(202);
        return last(docId, version);
    }

    private static void awaitStatus(String docId, String status) {
        await().until(() -> http.get("/v1/documents/" + docId)
                .json()
                .path("status")
                .asString()
                .equals(status));
    }

    /** Waits until the last submission of the document is of this version. */
    private static Submitted last(String docId, long version) {
        return await().until(
                        () -> downstream.submitted(docId),
                        found -> found.event().version() == version);
    }

    private static boolean isSettled(JsonNode ledger) {
        return ledger.path("complete").asBoolean()
                && ledger.at("/totals/in_flight").asLong() == 0;
    }

    private static long grown(JsonNode before, JsonNode after, String name) {
        return after.at("/totals/" + name).asLong()
                - before.at("/totals/" + name).asLong();
    }

    private static JsonNode ledger(Http replica) {
        return replica.get("/v1/pipeline/ledger").json();
    }

    private static Http http(ConfigurableApplicationContext replica) {
        return new Http(replica.getEnvironment().getRequiredProperty("local.server.port", Integer.class));
    }

    private static ConfigurableApplicationContext started() {
        return new SpringApplicationBuilder(IngestApplication.class)
                .properties(
                        "server.port=0",
                        "spring.data.redis.port=" + REDIS.port(),
                        "spring.kafka.bootstrap-servers=" + BROKER.getBrokersAsString(),
                        "trovex.topics.partitions=1",
                        "trovex.objects.directory=" + objects,
                        "trovex.ingest.keep-last-after=1s",
                        "trovex.ingest.ledger.snapshot-interval=1h",
                        "trovex.ingest.ledger.deadline=1s",
                        "trovex.ingest.ledger.inspection-interval=100ms")
                .run();
    }
}
