package io.trovex.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.trovex.client.ApiException;
import io.trovex.client.Document;
import io.trovex.client.TrovexClient;
import io.trovex.contracts.Headers;
import io.trovex.contracts.Topics;
import io.trovex.embedding.distillation.ModelDistillation;
import io.trovex.embedding.engine.EmbeddingEngine;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
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
import tools.jackson.databind.node.ObjectNode;

/** What keeps a generation from the users, each cause made to happen. */
class GenerationGateIntegrationTests {
    private static final String A = "g1-" + PipelineSettings.DEFAULT_MODEL;
    private static final String FAST = "fast";
    private static final String POISON = "note-poison";
    private static final int NOTES = 300;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final JsonMapper json = JsonMapper.builder().build();

    @TempDir
    Path data;

    @Test
    void neitherAChangedModelNorALostDocumentPassesTheGate() throws Exception {
        try (Pipeline pipeline = Pipeline.start(PipelineSettings.in(data))) {
            TrovexClient client = new TrovexClient(pipeline.url());
            List<String> texts = IntStream.range(0, NOTES)
                    .mapToObj(i -> "Note number %d tells of tide %d and of moon %d.".formatted(i, i % 17, i % 29))
                    .toList();
            client.submit(
                    IntStream.range(0, NOTES)
                            .mapToObj(i -> Document.of("note-" + i, null, texts.get(i), "test"))
                            .toList(),
                    true);
            Path folder = data.resolve("models").resolve(FAST);
            ModelDistillation distillation = new ModelDistillation(pipeline.part(EmbeddingEngine.class));
            distillation.learn(texts);
            distillation.write(folder, FAST);
            client.post("/v1/generations", Map.of("id", FAST, "model", FAST));
            awaitState(client, "ready");

            Path table = folder.resolve("table.bin");
            byte[] sound = Files.readAllBytes(table);
            byte[] broken = sound.clone();
            Arrays.fill(broken, sound.length / 2, sound.length, (byte) 1);
            overwrite(table, broken);
            assertThatThrownBy(() -> promote(client, Map.of()))
                    .isInstanceOfSatisfying(
                            ApiException.class,
                            refusal -> assertThat(refusal.code()).isEqualTo("gate_closed"))
                    .hasMessageContaining("golden");
            overwrite(table, sound);

            poisonTheCandidate(pipeline);
            await().atMost(PATIENCE)
                    .until(() ->
                            client.document(POISON).path("status").asString().equals("indexed"));
            assertThatThrownBy(() -> promote(client, Map.of()))
                    .isInstanceOfSatisfying(
                            ApiException.class,
                            refusal -> assertThat(refusal.code()).isEqualTo("gate_closed"))
                    .hasMessageContaining("dead_letters")
                    .hasMessageContaining("documents")
                    .hasMessageContaining(POISON)
                    .hasMessageNotContaining("golden");
            assertThat(client.get("/v1/generations/" + A).path("state").asString())
                    .isEqualTo("serving");

            promote(client, Map.of("by", "anna", "reason", "one note can wait", "force", true));
            awaitState(client, "serving");
            client.post("/v1/generations/" + A + ":retire", Map.of("by", "anna"));
            await("the old generation's topics are gone")
                    .atMost(PATIENCE)
                    .until(() -> topics(pipeline).stream()
                            .noneMatch(topic -> topic.startsWith(Topics.documentsEmbedded(A))));
            assertThat(topics(pipeline))
                    .contains(Topics.documentsEmbedded(FAST), Topics.deadLetters(Topics.documentsEmbedded(FAST)));
        }
    }

    /** In place: the model is mapped from it. */
    private static void overwrite(Path file, byte[] bytes) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(bytes));
        }
    }

    /** Sends a document with a vector that claims to be of the candidate's model and is not as long: only it looks at it. */
    private void poisonTheCandidate(Pipeline pipeline) throws ExecutionException, InterruptedException {
        Map<String, Object> settings = Map.of("bootstrap.servers", pipeline.bootstrapServers());
        ConsumerRecord<byte[], byte[]> sound = firstValidated(settings);
        ObjectNode event = (ObjectNode) json.readTree(sound.value());
        event.put("doc_id", POISON).put("embedding_model", FAST).put("embedding", "AACAPw==");
        ProducerRecord<byte[], byte[]> poison = new ProducerRecord<>(
                Topics.DOCUMENTS_VALIDATED,
                sound.partition(),
                POISON.getBytes(StandardCharsets.UTF_8),
                json.writeValueAsBytes(event));
        sound.headers().forEach(poison.headers()::add);
        String id = POISON
                + text(sound.headers().lastHeader(Headers.CE_ID).value())
                        .substring(event(sound).path("doc_id").asString().length());
        poison.headers().remove(Headers.CE_ID).add(Headers.CE_ID, id.getBytes(StandardCharsets.UTF_8));
        try (var producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(poison).get();
        }
    }

    private JsonNode event(ConsumerRecord<byte[], byte[]> record) {
        return json.readTree(record.value());
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static ConsumerRecord<byte[], byte[]> firstValidated(Map<String, Object> settings) {
        try (var consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(Topics.DOCUMENTS_VALIDATED).stream()
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            return await().until(() -> consumer.poll(Duration.ofMillis(200)), polled -> !polled.isEmpty())
                    .iterator()
                    .next();
        }
    }

    private static Set<String> topics(Pipeline pipeline) throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", pipeline.bootstrapServers()))) {
            return admin.listTopics().names().get();
        }
    }

    private static JsonNode promote(TrovexClient client, Map<String, Object> order) {
        return client.post("/v1/generations/" + FAST + ":promote", order);
    }

    private static void awaitState(TrovexClient client, String state) {
        await().atMost(PATIENCE)
                .until(() -> client.get("/v1/generations/" + FAST)
                        .path("state")
                        .asString()
                        .equals(state));
    }
}
