package io.trovex.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.trovex.contracts.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.AlterConfigOp.OpType;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
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
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;
import tools.jackson.databind.JsonNode;

/** The ledger after a restart, when retention has deleted what it was made from. */
@TestMethodOrder(OrderAnnotation.class)
class LedgerRestartIntegrationTests {
    private static final EmbeddedKafkaKraftBroker BROKER = new EmbeddedKafkaKraftBroker(1, 1);
    private static final RedisProcess REDIS = new RedisProcess();

    @TempDir
    private static Path objects;

    private static ConfigurableApplicationContext service;

    @BeforeAll
    static void start() {
        BROKER.afterPropertiesSet();
        service = started();
    }

    @AfterAll
    static void stop() {
        service.close();
        BROKER.destroy();
        REDIS.close();
    }

    @Test
    @Order(1)
    void whatRetentionDeletedIsKnownFromTheSnapshot() throws Exception {
        submitAndIndex("first", "second");
        http().put("/v1/documents/open", "{\"content\": \"c\"}");
        await().until(() -> ledger().at("/totals/in_flight").asLong() == 1);

        service.close();
        deleteAll(Topics.DOCUMENTS_INDEXED);
        service = started();

        JsonNode ledger = completeLedger();
        assertThat(ledger.path("equation").asString()).isEqualTo("3 = 2 + 0 + 0 + 0 + 0 + 1");
        assertThat(ledger.path("partitions")
                        .valueStream()
                        .map(each -> each.path("opening").asLong()))
                .containsOnly(0L);
    }

    @Test
    @Order(2)
    void withoutSnapshotTheAccountOpensWhereTheLogStillKnows() throws Exception {
        service.close();
        deleteAll(Topics.PIPELINE_LEDGER);
        service = started();

        assertThat(completeLedger().path("equation").asString()).isEqualTo("0 = 0 + 0 + 0 + 0 + 0 + 0");

        submitAndIndex("third");
        await().untilAsserted(
                        () -> assertThat(ledger().path("equation").asString()).isEqualTo("1 = 1 + 0 + 0 + 0 + 0 + 0"));
    }

    @Test
    @Order(3)
    void withoutSnapshotAWholeLogIsReadAgain() throws Exception {
        submitAndIndex("fourth");
        await().until(() -> ledger().at("/totals/indexed").asLong() == 2);
        service.close();
        deleteAll(Topics.PIPELINE_LEDGER);
        service = started();

        // "third" is the oldest that documents.indexed remembers, so what was submitted after its end is accounted for
        await().untilAsserted(() ->
                assertThat(completeLedger().path("equation").asString()).isEqualTo("1 = 1 + 0 + 0 + 0 + 0 + 0"));
    }

    @Test
    @Order(4)
    void aSnapshotThatKnowsMoreThanTheLogHasIsDropped() throws Exception {
        service.close();
        forgeSnapshot(snapshot -> snapshot.replaceFirst("\"next\":[0-9]+", "\"next\":1000000"));
        service = started();

        await().untilAsserted(() ->
                assertThat(completeLedger().path("equation").asString()).isEqualTo("1 = 1 + 0 + 0 + 0 + 0 + 0"));
    }

    /** As after a restart on a clock that was set back: the snapshot reaches to the end, so nothing is read again. */
    @Test
    @Order(5)
    void versionsGoOnAfterTheLastOneInTheLog() {
        long ahead = (System.currentTimeMillis() + 50_000) * 1_000;
        http().put("/v1/documents/clock", "{\"content\": \"c\", \"version\": %d}".formatted(ahead));
        service.close();
        service = started();
        completeLedger();

        assertThat(http().put("/v1/documents/clock", "{\"content\": \"d\"}")
                        .json()
                        .path("version")
                        .asLong())
                .isGreaterThan(ahead);
    }

    private static void submitAndIndex(String... docIds) {
        @SuppressWarnings("unchecked")
        KafkaTemplate<byte[], byte[]> kafka = service.getBean(KafkaTemplate.class);
        try (Downstream downstream = new Downstream(BROKER.getBrokersAsString(), kafka)) {
            for (String docId : docIds) {
                http().put("/v1/documents/" + docId, "{\"content\": \"c\"}");
                downstream.indexed(downstream.submitted(docId));
            }
        }
    }

    private static JsonNode completeLedger() {
        return await().until(
                        LedgerRestartIntegrationTests::ledger,
                        ledger -> ledger.path("complete").asBoolean());
    }

    private static JsonNode ledger() {
        return http().get("/v1/pipeline/ledger").json();
    }

    private static Http http() {
        return new Http(service.getEnvironment().getRequiredProperty("local.server.port", Integer.class));
    }

    private static ConfigurableApplicationContext started() {
        return new SpringApplicationBuilder(IngestApplication.class)
                .properties(
                        "server.port=0",
                        "spring.data.redis.port=" + REDIS.port(),
                        "spring.kafka.bootstrap-servers=" + BROKER.getBrokersAsString(),
                        "trovex.topics.partitions=1",
                        "trovex.objects.directory=" + objects)
                .run();
    }

    private static void forgeSnapshot(UnaryOperator<String> forgery) throws Exception {
        Map<String, Object> broker = Map.of("bootstrap.servers", BROKER.getBrokersAsString());
        List<TopicPartition> partitions = List.of(new TopicPartition(Topics.PIPELINE_LEDGER, 0));
        try (var consumer = new KafkaConsumer<>(broker, new StringDeserializer(), new StringDeserializer());
                var producer = new KafkaProducer<>(broker, new StringSerializer(), new StringSerializer())) {
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            ConsumerRecord<String, String> last = await().until(
                            () -> consumer.poll(Duration.ofSeconds(1)).records(partitions.getFirst()),
                            records -> !records.isEmpty())
                    .getLast();
            String forged = forgery.apply(last.value());
            assertThat(forged).isNotEqualTo(last.value());
            producer.send(new ProducerRecord<>(Topics.PIPELINE_LEDGER, last.key(), forged))
                    .get();
        }
    }

    private static void deleteAll(String topic) throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", BROKER.getBrokersAsString()))) {
            TopicPartition partition = new TopicPartition(topic, 0);
            long end = admin.listOffsets(Map.of(partition, OffsetSpec.latest()))
                    .partitionResult(partition)
                    .get()
                    .offset();
            if (topic.equals(Topics.PIPELINE_LEDGER)) {
                admin.incrementalAlterConfigs(deletable(topic)).all().get();
            }
            admin.deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(end)))
                    .all()
                    .get();
        }
    }

    /** Records of a compacted topic cannot be deleted otherwise. */
    private static Map<ConfigResource, Collection<AlterConfigOp>> deletable(String topic) {
        AlterConfigOp policy = new AlterConfigOp(new ConfigEntry("cleanup.policy", "compact,delete"), OpType.SET);
        return Map.of(new ConfigResource(ConfigResource.Type.TOPIC, topic), List.of(policy));
    }
}
