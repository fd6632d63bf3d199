package io.trovex.index.document.kafka;

import static io.trovex.index.lucene.Documents.delete;
import static io.trovex.index.lucene.Documents.document;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.trovex.contracts.ContentRef;
import io.trovex.contracts.DocumentEmbedded;
import io.trovex.contracts.DocumentIndexed;
import io.trovex.contracts.Generation;
import io.trovex.contracts.Headers;
import io.trovex.contracts.Origin;
import io.trovex.contracts.Outcome;
import io.trovex.contracts.Passage;
import io.trovex.contracts.Topics;
import io.trovex.contracts.Vector;
import io.trovex.index.IndexApplication;
import io.trovex.index.engine.DocumentFilter;
import io.trovex.index.engine.IndexView;
import io.trovex.index.engine.Match;
import io.trovex.index.engine.SearchIndex;
import io.trovex.index.lucene.Documents;
import io.trovex.index.snapshot.SnapshotException;
import io.trovex.stage.EventCodec;
import io.trovex.stage.objects.ClaimCheck;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.health.contributor.Status;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.test.EmbeddedKafkaBroker;
import org.springframework.kafka.test.context.EmbeddedKafka;
import org.springframework.test.context.junit.jupiter.SpringExtension;
import tools.jackson.databind.json.JsonMapper;

/** The stage against a real broker, stopped and started as operators would. */
@ExtendWith(SpringExtension.class)
@EmbeddedKafka(partitions = 1)
class EmbeddedDocumentsIntegrationTests {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String TRACE_ID = "4bf92f3577b34da6a3ce929d0e0e4736";

    @TempDir
    Path directory;

    @Autowired
    private EmbeddedKafkaBroker broker;

    private Generation generation;
    private ConfigurableApplicationContext service;
    private Consumer<byte[], byte[]> announced;

    @BeforeEach
    void start(TestInfo test) {
        generation = new Generation("g-" + test.getDisplayName().hashCode(), "test-model", 4);
        service = open(directory.resolve("index"));
        announced = new DefaultKafkaConsumerFactory<>(
                        Map.of("bootstrap.servers", broker.getBrokersAsString()),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer())
                .createConsumer();
        List<TopicPartition> partitions = Stream.of(Topics.DOCUMENTS_INDEXED, Topics.deadLetters(generation.topic()))
                .flatMap(topic -> announced.partitionsFor(topic).stream())
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        announced.assign(partitions);
        announced.seekToEnd(partitions);
        partitions.forEach(announced::position);
    }

    @AfterEach
    void stop() {
        announced.close();
        service.close();
    }

    @Test
    void announcesEachOutcomeWhenSearchesSeeIt() {
        send(document("a", "alpha words", 1, 0, 0, 0).version(2).event(generation));
        send(document("a", "older words", 1, 0, 0, 0).version(1).event(generation));
        send(document("b", "beta words", 0, 1, 0, 0).event(generation));
        send(ofGeneration(delete("b", 2).event()));

        List<ConsumerRecord<byte[], byte[]>> records = receive(4);

        assertThat(records)
                .extracting(
                        record -> event(record).docId(),
                        record -> event(record).version(),
                        record -> event(record).outcome())
                .containsExactly(
                        tuple("a", 2L, Outcome.INDEXED),
                        tuple("a", 1L, Outcome.SUPERSEDED),
                        tuple("b", 1L, Outcome.INDEXED),
                        tuple("b", 2L, Outcome.DELETED));
        assertThat(event(records.getFirst()).origin()).isEqualTo(new Origin(3, 42));
        assertThat(event(records.getFirst()).submittedAt()).isEqualTo(Documents.NOON);
        assertThat(event(records.getFirst()).indexedAt()).isAfter(Documents.NOON.minus(Duration.ofDays(1)));
        assertThat(new String(
                        records.getFirst()
                                .headers()
                                .lastHeader(Headers.TRACEPARENT)
                                .value(),
                        UTF_8))
                .contains(TRACE_ID);
        assertThat(found("words")).containsExactly("a");
    }

    @Test
    void refusalsGoToTheDeadLettersAndSpareTheirNeighbours() {
        send(document("a", "good words", 1, 0, 0, 0).event(generation));
        send(document("bad", "bad words", 1, 0, 0).event(generation));
        send(withBodyElsewhere("lost", new ContentRef("0".repeat(64), 20_000)));
        send(document("c", "good words", 1, 0, 0, 0).event(generation));

        List<ConsumerRecord<byte[], byte[]>> records = receive(4);

        assertThat(records.stream()
                        .filter(record -> record.topic().endsWith("-dlt"))
                        .map(record -> new String(record.key(), UTF_8)))
                .containsExactly("bad", "lost");
        assertThat(found("words")).containsExactly("a", "c");
    }

    @Test
    void aBodyInTheObjectStoreIsRedeemed() {
        String body = "long ".repeat(5_000) + "needle";
        ContentRef ref = service.getBean(ClaimCheck.class).deposit(body).contentRef();
        send(withBodyElsewhere("long", Objects.requireNonNull(ref)));

        receive(1);

        assertThat(found("needle")).containsExactly("long");
    }

    @Test
    void anIndexFromABackupReadsOnFromItsOwnCommitWhateverTheGroupHasRead() throws IOException {
        // Given a commit, a copy of it, and records after it that the group has read and committed
        send(document("early", "early words", 1, 0, 0, 0).event(generation));
        receive(1);
        Awaitility.await().until(() -> !index().offsets().isEmpty());
        index().commit();
        Path backup = copy(directory.resolve("index"), directory.resolve("backup"));
        send(document("late", "late words", 1, 0, 0, 0).event(generation));
        receive(1);
        service.close();

        // When
        service = open(backup);

        // Then the late record is applied and announced once more, and the early one is not
        assertThat(receive(1)).extracting(record -> event(record).docId()).containsExactly("late");
        assertThat(found("words")).containsExactly("early", "late");
        assertThat(index().statistics().documents()).isEqualTo(2);
    }

    @Test
    void aSnapshotUnderWritesAndTheLogMakeTheIndexThatWas() throws Exception {
        // Given a snapshot made while documents come in, and more of them after it
        CompletableFuture<Void> writes = CompletableFuture.runAsync(() -> {
            for (int i = 0; i < 200; i++) {
                send(document("d" + i % 50, "words of " + i, 1, 0, 0, 0)
                        .version(i)
                        .event(generation));
            }
        });
        Awaitility.await().until(() -> index().offsets().getOrDefault(0, 0L) >= 20);
        HttpResponse<String> made = ask("POST", "", "{\"name\": \"monday\"}");
        writes.join();
        send(ofGeneration(delete("d3", 1_000).event()));
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> index().offsets().getOrDefault(0, 0L) == 201);
        String before = digest();
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        long offset = JSON.readTree(made.body()).path("offsets").path("0").asLong();
        assertThat(offset).isBetween(20L, 200L);
        assertThat(ask("GET", "", "").body()).contains("\"monday\"", generation.id());

        // When the index is lost, and begins with the snapshot
        service.close();
        wipe(directory.resolve("index"));
        announced.seekToEnd(announced.assignment());
        announced.assignment().forEach(announced::position);
        service = open(directory.resolve("index"), "monday");

        // Then only what came after the snapshot is read again, and the index is what it was
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> index().offsets().getOrDefault(0, 0L) == 201);
        assertThat(digest()).isEqualTo(before);
        assertThat(receive((int) (201 - offset))).isNotEmpty();

        // And a restart does not go back
        service.close();
        service = open(directory.resolve("index"), "monday");
        assertThat(index().offsets()).containsExactly(Map.entry(0, 201L));
    }

    @Test
    void snapshotsAreRefusedWithAReason() throws Exception {
        assertThat(ask("POST", "", "{}").body()).contains("blank", "trace_id");
        assertThat(ask("POST", "", "{\"name\": \"../up\"}").statusCode()).isEqualTo(422);
        assertThat(ask("POST", "", "{\"name\": \"one\"}").statusCode()).isEqualTo(201);
        assertThat(ask("POST", "", "{\"name\": \"one\"}").body()).contains("snapshot_exists");
        assertThat(ask("GET", "/one", "").statusCode()).isEqualTo(200);
        assertThat(ask("DELETE", "/one", "").statusCode()).isEqualTo(204);
        assertThat(ask("DELETE", "/one", "").body()).contains("unknown_snapshot");
        assertThat(ask("GET", "/one", "").statusCode()).isEqualTo(404);
        service.close();
        assertThatThrownBy(() -> open(directory.resolve("new"), "one"))
                .rootCause()
                .isInstanceOf(SnapshotException.class)
                .hasMessage("there is no snapshot 'one'");
        service = open(directory.resolve("index"));
    }

    @Test
    void anIndexThatWasLostIsBuiltAgainFromTheLog() {
        send(document("a", "some words", 1, 0, 0, 0).event(generation));
        receive(1);
        service.close();

        service = open(directory.resolve("new"));

        receive(1);
        assertThat(found("words")).containsExactly("a");
    }

    @Test
    void aRestartAnnouncesNothingTwice() {
        send(document("a", "some words", 1, 0, 0, 0).event(generation));
        receive(1);
        service.close();

        service = open(directory.resolve("index"));
        send(document("b", "more words", 1, 0, 0, 0).event(generation));

        assertThat(receive(1)).extracting(record -> event(record).docId()).containsExactly("b");
        assertThat(found("words")).containsExactly("a", "b");
    }

    /** Such a disk closes the writer for good; only a restart opens another. */
    @Test
    void anIndexWhoseDiskHasFailedAsksForARestart() throws IOException {
        send(document("a", "some words", 1, 0, 0, 0).event(generation));
        receive(1);
        assertThat(liveness()).isEqualTo(Status.UP);

        wipe(directory.resolve("index"));
        send(document("b", "more words", 1, 0, 0, 0).event(generation));

        Awaitility.await().until(() -> liveness().equals(Status.DOWN));
    }

    private Status liveness() {
        return Objects.requireNonNull(service.getBean(HealthEndpoint.class).healthForPath("liveness"))
                .getStatus();
    }

    private ConfigurableApplicationContext open(Path indexDirectory) {
        return open(indexDirectory, null);
    }

    private ConfigurableApplicationContext open(Path indexDirectory, @Nullable String restored) {
        Map<String, Object> properties = new HashMap<>(Map.of(
                "server.port", "0",
                "spring.kafka.bootstrap-servers", broker.getBrokersAsString(),
                "trovex.topics.partitions", "1",
                "trovex.generation.id", generation.id(),
                "trovex.generation.model", generation.model(),
                "trovex.generation.dimension", "4",
                "trovex.index.directory", indexDirectory.toString(),
                "trovex.index.snapshots", directory.resolve("snapshots").toString(),
                "trovex.index.commit-interval", "1h",
                "trovex.objects.directory", directory.resolve("objects").toString()));
        if (restored != null) {
            properties.put("trovex.index.restore", restored);
        }
        return new SpringApplicationBuilder(IndexApplication.class)
                .properties(properties)
                .run();
    }

    private HttpResponse<String> ask(String method, String path, String body) throws Exception {
        String port = service.getEnvironment().getRequiredProperty("local.server.port");
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/v1/index/snapshots" + path))
                                .header("Content-Type", "application/json")
                                .method(method, HttpRequest.BodyPublishers.ofString(body))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }

    private String digest() {
        try (IndexView view = index().view()) {
            return view.digest().toString();
        }
    }

    private void send(DocumentEmbedded event) {
        byte[] value = service.getBean(EventCodec.class).encode(event);
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(
                generation.topic(),
                null,
                event.docId().getBytes(UTF_8),
                value,
                List.of(
                        new RecordHeader(Headers.ORIGIN, "3:42".getBytes(UTF_8)),
                        new RecordHeader(
                                Headers.TRACEPARENT, ("00-" + TRACE_ID + "-00f067aa0ba902b7-01").getBytes(UTF_8))));
        kafka().send(record).join();
    }

    @SuppressWarnings("unchecked")
    private KafkaTemplate<byte[], byte[]> kafka() {
        return service.getBean(KafkaTemplate.class);
    }

    private SearchIndex index() {
        return service.getBean(SearchIndex.class);
    }

    private DocumentEmbedded withBodyElsewhere(String docId, ContentRef ref) {
        DocumentEmbedded event = document(docId, "0123456789")
                .passages(new Passage(0, 10, Vector.of(new float[] {1, 0, 0, 0})))
                .event(generation);
        return new DocumentEmbedded(
                docId,
                event.version(),
                event.operation(),
                event.generation(),
                event.model(),
                event.title(),
                null,
                ref,
                event.contentHash(),
                event.source(),
                event.timestamp(),
                event.language(),
                event.metadata(),
                event.passages(),
                event.submittedAt());
    }

    private DocumentEmbedded ofGeneration(DocumentEmbedded delete) {
        return new DocumentEmbedded(
                delete.docId(),
                delete.version(),
                delete.operation(),
                generation.id(),
                generation.model(),
                null,
                null,
                null,
                null,
                null,
                delete.timestamp(),
                null,
                delete.metadata(),
                delete.passages(),
                delete.submittedAt());
    }

    private DocumentIndexed event(ConsumerRecord<byte[], byte[]> record) {
        return service.getBean(EventCodec.class).decode(record.value(), DocumentIndexed.class);
    }

    /** Waits for {@code count} records, then a little longer: one too many is a failure too. */
    private List<ConsumerRecord<byte[], byte[]>> receive(int count) {
        List<ConsumerRecord<byte[], byte[]>> received = new ArrayList<>();
        Instant deadline = Instant.now().plusSeconds(30);
        while (received.size() < count && Instant.now().isBefore(deadline)) {
            announced.poll(Duration.ofMillis(100)).forEach(received::add);
        }
        announced.poll(Duration.ofMillis(300)).forEach(received::add);
        assertThat(received).hasSize(count);
        return received;
    }

    private List<String> found(String text) {
        try (IndexView view = index().view()) {
            return view.keyword(text).rank(DocumentFilter.NONE, 10).matches().stream()
                    .map(Match::docId)
                    .toList();
        }
    }

    private static void wipe(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private static Path copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                }
            }
        }
        return to;
    }
}
