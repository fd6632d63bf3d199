package io.trovex.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.trovex.client.Document;
import io.trovex.client.SearchQuestion;
import io.trovex.client.TrovexClient;
import io.trovex.contracts.Headers;
import io.trovex.contracts.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** From a failure in a real stage through the review back to search. */
class DeadLetterReviewIntegrationTests {
    @TempDir
    static Path data;

    static Pipeline pipeline;
    static TrovexClient client;

    @BeforeAll
    static void start() {
        pipeline = Pipeline.start(PipelineSettings.in(data));
        client = new TrovexClient(pipeline.url());
    }

    @AfterAll
    static void stop() {
        pipeline.close();
    }

    @Test
    void aPoisonRecordIsShownAsItIsAndDiscarded() throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = producer()) {
            producer.send(new ProducerRecord<>(
                            Topics.DOCUMENTS_VALIDATED, "poison".getBytes(UTF_8), "{\"doc_id\": ".getBytes(UTF_8)))
                    .get();
        }
        JsonNode letter = awaitLetter("poison");

        assertThat(letter.path("stage").asString()).isEqualTo("embedding");
        assertThat(letter.path("violations").path(0).path("code").asString()).isEqualTo("malformed_record");
        assertThat(letter.path("fingerprint").asString()).matches("[0-9a-f]{16}");
        assertThat(letter.path("preview").path("text").asString()).isEqualTo("{\"doc_id\": ");
        assertThat(client.get("/v1/dead-letters/groups?fingerprint="
                                + letter.path("fingerprint").asString())
                        .path("groups")
                        .path(0)
                        .path("count")
                        .asLong())
                .isEqualTo(1);
        assertThat(outcome(redrive("poison", true))).isEqualTo("would_fail");

        JsonNode discarded =
                client.post("/v1/dead-letters:discard", Map.of("doc_id", "poison", "reason", "written by hand"));

        assertThat(outcome(discarded)).isEqualTo("discarded");
        assertThat(client.get("/v1/dead-letters?doc_id=poison&state=open")
                        .path("total")
                        .asLong())
                .isZero();
    }

    @Test
    void whatFailedForAReasonThatHasGoneIsRedrivenAndFound() throws Exception {
        // Given: a validated document whose body is not in the object store when its stage wants it
        String body = "The lighthouse keeper winds the clockwork of the lamp. ".repeat(500);
        client.submit(Document.of("first", null, body, "test"), true);
        Path objects = data.resolve("objects");
        Path elsewhere = data.resolve("elsewhere");
        Files.move(objects, elsewhere);
        Files.createDirectories(objects);
        Files.createFile(objects.resolve("this-is-the-object-store"));
        sendValidated("first", "lamp");
        JsonNode letter = awaitLetter("lamp");
        assertThat(letter.path("stage").asString()).isEqualTo("embedding");
        assertThat(outcome(redrive("lamp", true))).isEqualTo("would_fail");

        // When: the object is back
        try (Stream<Path> emptied = Files.walk(objects)) {
            emptied.sorted(Comparator.reverseOrder()).forEach(DeadLetterReviewIntegrationTests::delete);
        }
        Files.move(elsewhere, objects);
        assertThat(outcome(redrive("lamp", true))).isEqualTo("would_pass");
        assertThat(outcome(redrive("lamp", false))).isEqualTo("redriven");

        // Then
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(
                        () -> assertThat(client.document("lamp").path("status").asString())
                                .isEqualTo("indexed"));
        assertThat(client.search(SearchQuestion.of("lighthouse clockwork", "keyword", 10))
                        .path("hits")
                        .valueStream()
                        .map(hit -> hit.path("doc_id").asString()))
                .contains("lamp");
        assertThat(client.document("lamp").path("trace_id").asString())
                .isEqualTo(letter.path("trace_id").asString())
                .isEqualTo(client.document("first").path("trace_id").asString());
        assertThat(client.text("/v1/dead-letters/report")).contains("## By stage");
    }

    /** As if validation had passed it: the record of {@code of} under another id. */
    private static void sendValidated(String of, String docId) throws Exception {
        ConsumerRecord<byte[], byte[]> record = validated(of);
        RecordHeaders headers = new RecordHeaders(record.headers());
        headers.remove(Headers.CE_ID);
        String version = client.document(of).path("version").asString();
        headers.add(Headers.CE_ID, (docId + "@" + version).getBytes(UTF_8));
        byte[] value = new String(record.value(), UTF_8)
                .replace("\"" + of + "\"", "\"" + docId + "\"")
                .getBytes(UTF_8);
        try (KafkaProducer<byte[], byte[]> producer = producer()) {
            producer.send(new ProducerRecord<>(record.topic(), null, docId.getBytes(UTF_8), value, headers))
                    .get();
        }
    }

    private static ConsumerRecord<byte[], byte[]> validated(String docId) {
        try (KafkaConsumer<byte[], byte[]> log = new KafkaConsumer<>(
                Map.of("bootstrap.servers", pipeline.bootstrapServers()),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = log.partitionsFor(Topics.DOCUMENTS_VALIDATED).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            log.assign(partitions);
            log.seekToBeginning(partitions);
            while (true) {
                for (ConsumerRecord<byte[], byte[]> record : log.poll(Duration.ofSeconds(1))) {
                    if (new String(record.key(), UTF_8).equals(docId)) {
                        return record;
                    }
                }
            }
        }
    }

    private static KafkaProducer<byte[], byte[]> producer() {
        return new KafkaProducer<>(
                Map.of("bootstrap.servers", pipeline.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    private static void delete(Path path) {
        try {
            Files.delete(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode awaitLetter(String docId) {
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(client.get("/v1/dead-letters?doc_id=" + docId)
                                .path("total")
                                .asLong())
                        .isEqualTo(1));
        return client.get("/v1/dead-letters?doc_id=" + docId).path("letters").path(0);
    }

    private static JsonNode redrive(String docId, boolean dryRun) {
        return client.post("/v1/dead-letters:redrive", Map.of("doc_id", docId, "dry_run", dryRun));
    }

    private static String outcome(JsonNode result) {
        assertThat(result.path("letters")).as(result.toString()).hasSize(1);
        return result.path("letters").path(0).path("outcome").asString();
    }
}
