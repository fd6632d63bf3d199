package io.trovex.embedding;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.trovex.contracts.DocumentEmbedded;
import io.trovex.contracts.DocumentValidated;
import io.trovex.contracts.Generation;
import io.trovex.contracts.GenerationAction;
import io.trovex.contracts.GenerationDecided;
import io.trovex.contracts.GenerationSpec;
import io.trovex.contracts.Headers;
import io.trovex.contracts.Operation;
import io.trovex.contracts.Passage;
import io.trovex.contracts.Topics;
import io.trovex.contracts.Vector;
import io.trovex.embedding.document.GenerationEngines;
import io.trovex.embedding.engine.EmbeddingEngine;
import io.trovex.stage.EventCodec;
import io.trovex.stage.StageState;
import io.trovex.stage.Stages;
import io.trovex.stage.generation.GenerationState;
import io.trovex.stage.generation.kafka.GenerationLog;
import io.trovex.stage.objects.Claim;
import io.trovex.stage.objects.ClaimCheck;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.test.EmbeddedKafkaBroker;
import tools.jackson.databind.JsonNode;

/** The stream of documents, and what an operator sees of the service. */
class DocumentsIntegrationTests extends RunningEmbeddingService {
    private static final String BUILT = "g8-test";
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

    @Autowired
    private KafkaTemplate<byte[], byte[]> kafka;

    @Autowired
    private EventCodec codec;

    @Autowired
    private ClaimCheck claims;

    @Autowired
    private EmbeddedKafkaBroker broker;

    @Autowired
    private EmbeddingEngine engine;

    @Autowired
    private Generation generation;

    @Autowired
    private KafkaListenerEndpointRegistry listeners;

    @Autowired
    private GenerationLog log;

    @Autowired
    private Stages stages;

    @Autowired
    private GenerationEngines engines;

    @Test
    void documentsGoIntoTheGenerationsTopicInOrder() throws Exception {
        String longBody = "Owls hunt at night. ".repeat(2_000);
        Claim claim = claims.deposit(longBody);
        assertThat(claim.contentRef()).isNotNull();
        List<DocumentValidated> documents = List.of(
                document("a", 1, Operation.UPSERT, "A short body.", null, null),
                document("b", 1, Operation.UPSERT, null, claim, null),
                document("a", 2, Operation.UPSERT, "A newer body.", null, null),
                document("c", 1, Operation.UPSERT, "Wrong vector.", null, Vector.of(new float[768])),
                document("a", 3, Operation.DELETE, null, null, null));

        documents.stream()
                .map(document -> kafka.send(new ProducerRecord<>(
                        Topics.DOCUMENTS_VALIDATED,
                        0,
                        document.docId().getBytes(UTF_8),
                        codec.encode(document),
                        List.of(new RecordHeader(Headers.ORIGIN, "0:41".getBytes(UTF_8))))))
                .toList()
                .forEach(CompletableFuture::join);

        List<ConsumerRecord<byte[], byte[]>> records = receive(generation.topic(), 4);
        List<DocumentEmbedded> embedded = records.stream()
                .map(record -> codec.decode(record.value(), DocumentEmbedded.class))
                .toList();
        assertThat(embedded)
                .extracting(DocumentEmbedded::eventId)
                .containsExactlyInAnyOrder("a@1", "b@1", "a@2", "a@3");
        assertThat(embedded)
                .filteredOn(document -> document.docId().equals("a"))
                .extracting(DocumentEmbedded::version)
                .containsExactly(1L, 2L, 3L);
        assertThat(embedded).allSatisfy(document -> {
            assertThat(document.generation()).isEqualTo("g7-test");
            assertThat(document.passages().isEmpty()).isEqualTo(document.operation() == Operation.DELETE);
        });
        DocumentEmbedded first = embedded.stream()
                .filter(document -> document.eventId().equals("a@1"))
                .findFirst()
                .orElseThrow();
        assertThat(first.passages())
                .containsExactly(new Passage(
                        0, 13, engine.passages(List.of("A short body.")).getFirst()));
        DocumentEmbedded large = embedded.stream()
                .filter(document -> document.docId().equals("b"))
                .findFirst()
                .orElseThrow();
        assertThat(large.contentRef()).isEqualTo(claim.contentRef());
        assertThat(large.content()).isNull();
        assertThat(large.passages().getLast().end()).isEqualTo(longBody.strip().length());
        assertThat(header(records.getFirst(), Headers.ORIGIN)).isEqualTo("0:41");

        ConsumerRecord<byte[], byte[]> letter =
                receive(Topics.deadLetters(Topics.DOCUMENTS_VALIDATED), 1).getFirst();
        assertThat(header(letter, Headers.DEAD_LETTER_VIOLATIONS)).contains("expected 384 components, got 768");
    }

    @Test
    void aBuildingGenerationSendsWhatPassedThoughALaterSliceOfThePollIsHeldUp() throws Exception {
        Claim large = claims.deposit("Owls hunt at night. ".repeat(300_000));
        Claim stuck = claims.deposit("Larks sing at dawn. ".repeat(100_000));
        Path object = objectFile(stuck);
        Path away = Files.move(object, DATA.resolve("stuck"));
        Files.createDirectory(object);
        float[] components = new float[384];
        components[0] = 1;
        for (DocumentValidated document : List.of(
                document("slice-1", 1, Operation.UPSERT, null, large, Vector.of(components)),
                document("slice-2", 1, Operation.UPSERT, null, stuck, Vector.of(components)))) {
            kafka.send(new ProducerRecord<>(
                            Topics.DOCUMENTS_VALIDATED,
                            1,
                            document.docId().getBytes(UTF_8),
                            codec.encode(document),
                            List.of()))
                    .join();
        }
        decide(BUILT, generation.model(), GenerationAction.CREATE);
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> stages.named("embedding." + BUILT).isPresent());

        Generation built = new Generation(BUILT, generation.model(), 384);
        assertThat(receive(built.topic(), 1, this::isSlice)).hasSize(1);

        Files.delete(object);
        Files.move(away, object);
        assertThat(receive(built.topic(), 2, this::isSlice)).hasSize(2);
        decide(BUILT, generation.model(), GenerationAction.CANCEL);
    }

    private boolean isSlice(ConsumerRecord<byte[], byte[]> record) {
        return new String(record.key(), UTF_8).startsWith("slice-");
    }

    private static Path objectFile(Claim claim) throws IOException {
        String address = Objects.requireNonNull(claim.contentRef()).sha256();
        try (Stream<Path> files = Files.walk(DATA.resolve("objects"))) {
            return files.filter(file -> file.endsWith(address)).findFirst().orElseThrow();
        }
    }

    @Test
    void candidatesWaitForMemoryAndForTheObjectStoreAndAreNotGivenUp() throws Exception {
        describe("huge", "table.bin");
        describe("absent", "object");
        try (RandomAccessFile table =
                new RandomAccessFile(DATA.resolve("models/huge/table.bin").toFile(), "rw")) {
            table.setLength(3L << 30);
        }
        decide("g9-huge", "huge", GenerationAction.CREATE);
        decide("g9-absent", "absent", GenerationAction.CREATE);

        Awaitility.await("both are tried again")
                .atMost(Duration.ofSeconds(30))
                .until(() -> waits().anyMatch(wait -> wait.attempts() >= 5));

        assertThat(engines.failure("g9-huge")).contains("huge");
        assertThat(engines.failure("g9-absent")).contains("absent");
        for (String id : List.of("g9-huge", "g9-absent")) {
            assertThat(log.generations().find(id).orElseThrow().state())
                    .as(engines.failure(id))
                    .isEqualTo(GenerationState.BUILDING);
            decide(id, "any", GenerationAction.CANCEL);
        }
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> waits().findAny().isEmpty());
    }

    private Stream<StageState.Waiting> waits() {
        return stages.states().stream()
                .filter(state -> state.stage().startsWith("embedding.g9-"))
                .flatMap(state -> Objects.requireNonNull(state.waits()).stream());
    }

    private static void describe(String model, String weights) throws IOException {
        Path folder = Files.createDirectories(DATA.resolve("models").resolve(model));
        Files.writeString(folder.resolve("model.json"), """
                {"id": "%s", "version": "1", "licence": "none", "kind": "static", "dimension": 384, "max_tokens": 256,
                 "files": {"weights": {"location": "%s", "sha256": "%s"},
                           "tokenizer": {"location": "object", "sha256": "%s"}},
                 "golden": [{"texts": ["one", "other"], "cosine": 0.5}]}
                """.formatted(model, weights, "0".repeat(64), "0".repeat(64)));
    }

    private void decide(String id, String model, GenerationAction action) {
        Awaitility.await().until(() -> log.generations().serving() != null);
        GenerationSpec spec = new GenerationSpec(model, 384, 128, 0.15, GenerationSpec.ENGLISH);
        assertThat(log.propose(new GenerationDecided(
                        "%016x".formatted((id + action.name()).hashCode()),
                        id,
                        action,
                        log.generations().revision(),
                        action == GenerationAction.CREATE ? spec : null,
                        "test",
                        null,
                        List.of(),
                        NOW)))
                .isEmpty();
    }

    @Test
    void theGroupCarriesTheGenerationSoThatANewOneReadsEverythingAgain() {
        assertThat(listeners.getListenerContainers())
                .singleElement()
                .satisfies(container -> assertThat(container.getGroupId()).isEqualTo("embedding.g7-test"));
    }

    @Test
    void isReadyOnceTheModelEmbedsAndShowsItsMetersAndApi() throws Exception {
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .untilAsserted(
                        () -> assertThat(get("/actuator/health/readiness").statusCode())
                                .isEqualTo(200));
        JsonNode health = JSON.readTree(get("/actuator/health").body());
        JsonNode model = health.path("components").path("embeddingModel");
        assertThat(model.path("status").stringValue()).isEqualTo("UP");
        assertThat(model.path("details").path("model").stringValue()).isEqualTo("all-minilm-l6-v2-int8-fused");
        post("{\"input\":\"owls\",\"input_type\":\"query\"}");
        assertThat(get("/actuator/prometheus").body())
                .contains("trovex_embedding_inference_seconds_count{")
                .contains("trovex_embedding_tokens_total{")
                .contains("trovex_embedding_queue{")
                .contains("trovex_embedding_cache_total{")
                .containsPattern("trovex_embedding_graph\\{[^}]*graph=\"fused\"[^}]*} 1");
        assertThat(get("/v3/api-docs").body()).contains("/v1/embeddings").contains("nocturnal birds");
    }

    /** Reads a topic from its beginning until {@code count} records came, then a little longer. */
    private List<ConsumerRecord<byte[], byte[]>> receive(String topic, int count) {
        return receive(topic, count, record -> !isSlice(record));
    }

    private List<ConsumerRecord<byte[], byte[]>> receive(
            String topic, int count, Predicate<ConsumerRecord<byte[], byte[]>> of) {
        try (Consumer<byte[], byte[]> consumer = new DefaultKafkaConsumerFactory<>(
                        Map.of("bootstrap.servers", broker.getBrokersAsString()),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer())
                .createConsumer()) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            List<ConsumerRecord<byte[], byte[]>> received = new ArrayList<>();
            Instant deadline = Instant.now().plusSeconds(30);
            while (received.size() < count && Instant.now().isBefore(deadline)) {
                consumer.poll(Duration.ofMillis(100)).forEach(received::add);
                received.removeIf(of.negate());
            }
            consumer.poll(Duration.ofMillis(300)).forEach(received::add);
            received.removeIf(of.negate());
            assertThat(received).hasSize(count);
            return received;
        }
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), UTF_8);
    }

    private DocumentValidated document(
            String id,
            long version,
            Operation operation,
            @Nullable String content,
            @Nullable Claim claim,
            @Nullable Vector embedding) {
        return new DocumentValidated(
                id,
                version,
                operation,
                null,
                content,
                claim == null ? null : claim.contentRef(),
                operation == Operation.DELETE ? null : "f".repeat(64),
                "test",
                NOW,
                operation == Operation.DELETE ? null : "en",
                Map.of(),
                embedding,
                embedding == null ? null : generation.model(),
                NOW);
    }
}
