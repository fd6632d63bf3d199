package io.trovex.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.trovex.contracts.Headers;
import io.trovex.contracts.Topics;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;

/** The end of the service, as an orchestrator brings it about. */
class ShutdownIntegrationTests {
    private static final EmbeddedKafkaKraftBroker BROKER = new EmbeddedKafkaKraftBroker(1, 1);
    private static final RedisProcess REDIS = new RedisProcess();

    @TempDir
    private static Path directory;

    @BeforeAll
    static void start() {
        BROKER.afterPropertiesSet();
    }

    @AfterAll
    static void stop() {
        BROKER.destroy();
        REDIS.close();
    }

    @Test
    void aServiceThatHasWorkedEndsWithoutAWordOfComplaint() throws Exception {
        Path output = directory.resolve("ingest.log");
        int lines;
        try (IngestProcess service = IngestProcess.start(
                output,
                List.of(
                        "--spring.kafka.bootstrap-servers=" + BROKER.getBrokersAsString(),
                        "--spring.data.redis.port=" + REDIS.port(),
                        // what the service logs, and not what tests do
                        "--logging.level.root=info",
                        "--logging.level.org.apache.kafka=warn",
                        "--logging.level.io.lettuce=info",
                        "--trovex.topics.partitions=1",
                        "--trovex.objects.directory=" + directory.resolve("objects"),
                        "--trovex.ingest.lag.interval=100ms",
                        "--trovex.ingest.ledger.inspection-interval=100ms"))) {
            service.http().put("/v1/documents/a", "{\"content\": \"c\", \"version\": 1}");
            letter();
            await().until(() -> service.http()
                            .get("/v1/pipeline/ledger")
                            .json()
                            .at("/totals/dead_lettered")
                            .asLong()
                    == 1);
            assertThat(service.http()
                            .get("/v1/dead-letters")
                            .json()
                            .path("total")
                            .asLong())
                    .isEqualTo(1);
            lines = Files.readAllLines(output).size();

            service.end();
        }

        List<String> last = Files.readAllLines(output).stream().skip(lines).toList();
        assertThat(last).anyMatch(line -> line.contains("graceful shutdown"));
        assertThat(last).noneMatch(line -> line.contains(" WARN ") || line.contains(" ERROR "));
    }

    /** The first submission ended here. */
    private static void letter() throws Exception {
        Map<String, Object> properties = Map.of("bootstrap.servers", BROKER.getBrokersAsString());
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer())) {
            ProducerRecord<byte[], byte[]> record =
                    new ProducerRecord<>(Topics.deadLetters(Topics.DOCUMENTS_VALIDATED), 0, null, "x".getBytes(UTF_8));
            record.headers()
                    .add(Headers.CE_ID, "a@1".getBytes(UTF_8))
                    .add(Headers.ORIGIN, "0:0".getBytes(UTF_8))
                    .add(Headers.DEAD_LETTER_STAGE, "embedding".getBytes(UTF_8));
            producer.send(record).get();
        }
    }
}
