package io.trovex.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.trovex.client.SearchQuestion;
import io.trovex.client.TrovexClient;
import io.trovex.contracts.Topics;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The version rule, from the door to the index, across a restart and a replay. */
class VersionsIntegrationTests {
    @TempDir
    Path data;

    @Test
    void whatIsStaleIsSupersededAndWhatIsDeletedStaysDeleted() throws Exception {
        try (Pipeline first = Pipeline.start(settings())) {
            TrovexClient client = new TrovexClient(first.url());

            // Given: version 10 is indexed, another document's version 10 is deleted
            assertThat(outcomes(
                            first, upsert("kept", 10, "lanterns"), upsert("gone", 9, "lanterns"), delete("gone", 10)))
                    .containsExactly("indexed", "indexed", "deleted");

            // When: older upserts and deletes come after them
            assertThat(outcomes(first, upsert("kept", 5, "candles"), delete("kept", 6), upsert("gone", 5, "candles")))
                    .containsOnly("superseded");

            // Then: they changed nothing, and are visible as what they are
            assertKeptAndGone(client);
            assertThat(dropped(client, "kept")).containsExactly(6L, 5L);
            assertThat(dropped(client, "gone")).containsExactly(5L);

            // and the log ends with the newest versions, which compaction will keep
            await().untilAsserted(() ->
                    assertThat(lastVersions(first.bootstrapServers())).isEqualTo(Map.of("kept", 10L, "gone", 10L)));
        }

        try (Pipeline second = Pipeline.start(settings())) {
            TrovexClient client = new TrovexClient(second.url());
            assertKeptAndGone(client);

            // A delete is durable: an older upsert after the restart is superseded too
            assertThat(outcomes(second, upsert("gone", 8, "candles"))).containsExactly("superseded");

            // Everything once more, in its order: the log as a replay reads it
            sendAgain(second.bootstrapServers());
            assertThat(outcomes(second, upsert("last", 1, "end of the replay"))).containsExactly("indexed");
            await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertKeptAndGone(client));
            assertThat(outcomes(second, upsert("gone", 7, "candles"))).containsExactly("superseded");
            assertKeptAndGone(client);
        }
    }

    private PipelineSettings settings() {
        return new PipelineSettings(
                0, data, PipelineSettings.DEFAULT_MODEL, Map.of("trovex.ingest.keep-last-after", "500ms"));
    }

    private static void assertKeptAndGone(TrovexClient client) {
        assertThat(hits(client, "lanterns")).containsExactly("kept");
        assertThat(hits(client, "candles")).isEmpty();
        JsonNode kept = client.document("kept");
        assertThat(kept.path("status").asString() + kept.path("version").asLong())
                .isEqualTo("indexed10");
        JsonNode gone = client.document("gone");
        assertThat(gone.path("status").asString() + gone.path("version").asLong())
                .isEqualTo("deleted10");
    }

    /** One after the other, each until it has settled. */
    private static List<String> outcomes(Pipeline pipeline, String... lines) throws Exception {
        List<String> outcomes = new ArrayList<>();
        try (HttpClient http = HttpClient.newHttpClient()) {
            for (String line : lines) {
                HttpRequest request = HttpRequest.newBuilder(
                                pipeline.url().resolve("/v1/documents:bulk?wait_for=indexed"))
                        .header("Content-Type", "application/x-ndjson")
                        .POST(BodyPublishers.ofString(line))
                        .build();
                outcomes.add(JsonMapper.shared()
                        .readTree(http.send(request, BodyHandlers.ofString()).body())
                        .path("outcome")
                        .asString(""));
            }
        }
        return outcomes;
    }

    private static List<Long> dropped(TrovexClient client, String docId) {
        return client.document(docId)
                .path("superseded")
                .valueStream()
                .map(each -> each.path("version").asLong())
                .toList();
    }

    private static List<String> hits(TrovexClient client, String word) {
        return client.search(SearchQuestion.of(word, "keyword", 10))
                .path("hits")
                .valueStream()
                .map(hit -> hit.path("doc_id").asString())
                .toList();
    }

    private static String upsert(String docId, long version, String word) {
        return "{\"doc_id\": \"%s\", \"version\": %d, \"content\": \"A text about %s.\"}"
                .formatted(docId, version, word);
    }

    private static String delete(String docId, long version) {
        return "{\"operation\": \"delete\", \"doc_id\": \"%s\", \"version\": %d}".formatted(docId, version);
    }

    private static Map<String, Long> lastVersions(String brokers) {
        Map<String, Long> versions = new HashMap<>();
        for (ConsumerRecord<byte[], byte[]> record : submissions(brokers)) {
            JsonNode event = JsonMapper.shared().readTree(record.value());
            versions.put(event.path("doc_id").asString(), event.path("version").asLong());
        }
        return versions;
    }

    private static void sendAgain(String brokers) throws Exception {
        List<ConsumerRecord<byte[], byte[]>> records = submissions(brokers);
        assertThat(records).hasSizeGreaterThanOrEqualTo(7);
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", brokers), new ByteArraySerializer(), new ByteArraySerializer())) {
            for (ConsumerRecord<byte[], byte[]> record : records) {
                producer.send(new ProducerRecord<>(
                                record.topic(), record.partition(), record.key(), record.value(), record.headers()))
                        .get();
            }
        }
    }

    private static List<ConsumerRecord<byte[], byte[]>> submissions(String brokers) {
        try (KafkaConsumer<byte[], byte[]> log = new KafkaConsumer<>(
                Map.of("bootstrap.servers", brokers), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = log.partitionsFor(Topics.DOCUMENTS_SUBMITTED).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            log.assign(partitions);
            log.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = log.endOffsets(partitions);
            List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
            while (partitions.stream().anyMatch(each -> log.position(each) < ends.getOrDefault(each, 0L))) {
                log.poll(Duration.ofMillis(100)).forEach(records::add);
            }
            return records;
        }
    }
}
