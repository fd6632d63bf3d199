package io.trovex.stage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.trovex.contracts.DocumentSubmitted;
import io.trovex.contracts.Headers;
import io.trovex.contracts.Operation;
import io.trovex.contracts.Topics;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.support.KafkaHeaders;
import org.springframework.kafka.test.EmbeddedKafkaBroker;
import org.springframework.kafka.test.context.EmbeddedKafka;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The failure policy against a real broker. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = "spring.kafka.bootstrap-servers=${spring.embedded.kafka.brokers}")
@EmbeddedKafka(partitions = 1)
class StageIntegrationTests {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String TRACE_ID = "4bf92f3577b34da6a3ce929d0e0e4736";

    @Autowired
    private KafkaTemplate<byte[], byte[]> kafka;

    @Autowired
    private EventCodec codec;

    @Autowired
    private EmbeddedKafkaBroker broker;

    @Autowired
    private AtomicInteger outagesLeft;

    @Autowired
    private AtomicBoolean modelAway;

    @Autowired
    private MeterRegistry meters;

    @LocalServerPort
    private int port;

    private Consumer<byte[], byte[]> consumer;

    @BeforeEach
    void readWhatComesFromNowOn() {
        consumer = new DefaultKafkaConsumerFactory<>(
                        Map.of("bootstrap.servers", broker.getBrokersAsString()),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer())
                .createConsumer();
        List<TopicPartition> partitions =
                List.of(Topics.DOCUMENTS_VALIDATED, Topics.deadLetters(Topics.DOCUMENTS_SUBMITTED)).stream()
                        .flatMap(topic -> consumer.partitionsFor(topic).stream())
                        .map(info -> new TopicPartition(info.topic(), info.partition()))
                        .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
    }

    @AfterEach
    void close() {
        consumer.close();
    }

    @Test
    void poisonAnywhereInAPollCostsItsNeighboursNothing() {
        byte[] invalidJson = {'{', (byte) 0xff, 0, 'x'};
        // Given poison at the head, twice in the middle, and at the end of one partition
        List<byte[]> values = List.of(
                invalidJson,
                submitted("a", 1, "fine"),
                submitted("b", 1, "throw"),
                submitted("b", 2, "reject"),
                submitted("a", 2, "fine"),
                submitted("c", 1, "fine"),
                "null".getBytes(UTF_8));
        byte[] rawKey = {(byte) 0xc3, 0x28};

        values.stream()
                .map(value -> kafka.send(new ProducerRecord<>(Topics.DOCUMENTS_SUBMITTED, 0, rawKey, value, traced())))
                .toList()
                .forEach(CompletableFuture::join);

        // Then each neighbour went on once, in order, and each poison lies in the dead letters, untouched
        List<ConsumerRecord<byte[], byte[]>> out = receive(7);
        assertThat(of(out, Topics.DOCUMENTS_VALIDATED))
                .extracting(record -> header(record, Headers.CE_ID))
                .containsExactly("a@1", "a@2", "c@1");
        List<ConsumerRecord<byte[], byte[]>> letters = of(out, Topics.deadLetters(Topics.DOCUMENTS_SUBMITTED));
        assertThat(letters)
                .extracting(ConsumerRecord::value)
                .containsExactly(invalidJson, values.get(2), values.get(3), values.get(6));
        assertThat(letters).allSatisfy(letter -> {
            assertThat(letter.key()).isEqualTo(rawKey);
            assertThat(letter.partition()).isZero();
            assertThat(header(letter, Headers.DEAD_LETTER_STAGE)).isEqualTo("validation");
            assertThat(header(letter, KafkaHeaders.DLT_ORIGINAL_TOPIC)).isEqualTo(Topics.DOCUMENTS_SUBMITTED);
        });
        assertThat(header(letters.get(2), Headers.DEAD_LETTER_VIOLATIONS))
                .isEqualTo("[{\"field\":\"title\",\"code\":\"bad\",\"detail\":\"said so\"}]");
        assertThat(header(letters.get(1), Headers.DEAD_LETTER_VIOLATIONS)).contains("cannot be handled, ever");
        // And every record carries exactly one traceparent, of the trace it came with
        assertThat(out)
                .allSatisfy(record -> assertThat(headers(record, Headers.TRACEPARENT))
                        .singleElement()
                        .asString()
                        .contains(TRACE_ID));
    }

    @Test
    void anOutageIsRetriedUntilItEndsAndReachesNoDeadLetter() {
        outagesLeft.set(3);

        kafka.send(new ProducerRecord<>(Topics.DOCUMENTS_SUBMITTED, 0, "d".getBytes(UTF_8), submitted("d", 1, "fine")))
                .join();

        List<ConsumerRecord<byte[], byte[]>> out = receive(1);
        assertThat(out).singleElement().satisfies(record -> {
            assertThat(record.topic()).isEqualTo(Topics.DOCUMENTS_VALIDATED);
            assertThat(header(record, Headers.CE_SUBJECT)).isEqualTo("d");
        });
        assertThat(outagesLeft).hasValue(0);
    }

    @Test
    void aSliceThatHasPassedIsNotHeldUpByLaterOnesNorOfferedAgain() {
        // Given one poll of four slices, in the third of which something is away
        outagesLeft.set(Integer.MAX_VALUE);
        modelAway.set(true);
        Stream.of("s1", "s2", "model", "s3")
                .map(id -> kafka.send(new ProducerRecord<>(
                        Topics.DOCUMENTS_SUBMITTED, 0, id.getBytes(UTF_8), submitted(id, 1, "heavy"))))
                .toList()
                .forEach(CompletableFuture::join);
        await().until(() -> waiting() == 1);

        outagesLeft.set(0);
        assertThat(receive(2))
                .extracting(record -> header(record, Headers.CE_SUBJECT))
                .containsExactly("s1", "s2");

        modelAway.set(false);
        assertThat(receive(2))
                .extracting(record -> header(record, Headers.CE_SUBJECT))
                .containsExactly("model", "s3");
        receive(0);
    }

    @Test
    void healthAndAMetricSayWhatAStageWaitsForAndSinceWhen() {
        outagesLeft.set(Integer.MAX_VALUE);
        kafka.send(new ProducerRecord<>(Topics.DOCUMENTS_SUBMITTED, 0, "w".getBytes(UTF_8), submitted("w", 1, "fine")))
                .join();

        await().untilAsserted(() -> {
            JsonNode health = get("/actuator/health/readiness");
            JsonNode waiting = health.at("/components/stage/details/waiting/0");
            assertThat(health.path("status").asString()).isEqualTo("UP");
            assertThat(waiting.path("stage").asString()).isEqualTo("validation");
            assertThat(waiting.path("dependency").asString()).isEqualTo("redis");
            assertThat(Instant.parse(waiting.path("since").asString())).isBefore(Instant.now());
            assertThat(waiting.path("attempts").asInt()).isGreaterThan(2);
        });
        assertThat(waiting()).isEqualTo(1);
        JsonNode stage = get("/v1/stages").at("/stages/0");
        assertThat(stage.path("stage").asString()).isEqualTo("validation");
        assertThat(stage.path("waits")).hasSize(1);
        assertThat(stage.at("/waits/0/dependency").asString()).isEqualTo("redis");
        assertThat(stage.at("/waits/0/attempts").asInt()).isGreaterThan(2);

        outagesLeft.set(0);
        receive(1);
        assertThat(waiting()).isZero();
        assertThat(get("/actuator/health/readiness")
                        .at("/components/stage/details/waiting")
                        .isMissingNode())
                .isTrue();
    }

    @Test
    void readinessAsksTheBroker() {
        assertThat(get("/actuator/health/readiness")
                        .at("/components/broker/details/nodes")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void aResultThatNoTopicTakesBecomesADeadLetter() {
        byte[] value = submitted("huge", 1, "inflate");

        List.of(value, submitted("neighbour", 1, "fine")).stream()
                .map(sent -> kafka.send(new ProducerRecord<>(Topics.DOCUMENTS_SUBMITTED, 0, "h".getBytes(UTF_8), sent)))
                .toList()
                .forEach(CompletableFuture::join);

        List<ConsumerRecord<byte[], byte[]>> out = receive(2);
        assertThat(of(out, Topics.DOCUMENTS_VALIDATED))
                .extracting(record -> header(record, Headers.CE_SUBJECT))
                .containsExactly("neighbour");
        assertThat(of(out, Topics.deadLetters(Topics.DOCUMENTS_SUBMITTED)))
                .singleElement()
                .satisfies(letter -> {
                    assertThat(letter.value()).isEqualTo(value);
                    assertThat(header(letter, Headers.DEAD_LETTER_VIOLATIONS)).contains("unsendable_result");
                    assertThat(header(letter, Headers.DEAD_LETTER_ERROR_CLASS)).contains("RecordTooLargeException");
                });
    }

    @Test
    void headersWithoutAValueStopNothing() {
        List<Header> headers = Stream.of(Headers.TRACEPARENT, Headers.ORIGIN, Headers.REDRIVE_COUNT, "own")
                .<Header>map(name -> new RecordHeader(name, (byte[]) null))
                .toList();

        List.of(submitted("n", 1, "fine"), submitted("n", 2, "reject")).stream()
                .map(value -> kafka.send(
                        new ProducerRecord<>(Topics.DOCUMENTS_SUBMITTED, 0, "n".getBytes(UTF_8), value, headers)))
                .toList()
                .forEach(CompletableFuture::join);

        List<ConsumerRecord<byte[], byte[]>> out = receive(2);
        assertThat(out)
                .extracting(ConsumerRecord::topic)
                .containsExactlyInAnyOrder(Topics.DOCUMENTS_VALIDATED, Topics.deadLetters(Topics.DOCUMENTS_SUBMITTED));
        assertThat(out)
                .allSatisfy(record ->
                        assertThat(headers(record, Headers.TRACEPARENT)).hasSize(1));
    }

    @Test
    void aDeadLetterTellsItsFailureInTheHeadersThatSpringKafkaUses() {
        List<Header> redriven = new ArrayList<>(traced());
        redriven.addAll(traced());
        redriven.add(new RecordHeader(Headers.REDRIVE_COUNT, "2".getBytes(UTF_8)));
        redriven.add(new RecordHeader(Headers.DEAD_LETTER_FIRST_FAILED_AT, "2026-01-01T00:00:00Z".getBytes(UTF_8)));

        kafka.send(new ProducerRecord<>(
                        Topics.DOCUMENTS_SUBMITTED, 0, "r".getBytes(UTF_8), submitted("r", 1, "throw"), redriven))
                .join();

        ConsumerRecord<byte[], byte[]> letter = receive(1).getFirst();
        assertThat(header(letter, KafkaHeaders.DLT_EXCEPTION_FQCN)).isEqualTo("java.lang.IllegalStateException");
        assertThat(header(letter, KafkaHeaders.DLT_EXCEPTION_MESSAGE)).isEqualTo("cannot be handled, ever");
        assertThat(header(letter, KafkaHeaders.DLT_EXCEPTION_STACKTRACE)).contains("TestStageApplication");
        assertThat(header(letter, KafkaHeaders.DLT_ORIGINAL_CONSUMER_GROUP)).isEqualTo("validation");
        assertThat(header(letter, Headers.DEAD_LETTER_ATTEMPTS)).isEqualTo("1");
        assertThat(header(letter, Headers.ERROR_FINGERPRINT)).matches("[0-9a-f]{16}");
        // And what a redriven record brings along stays
        assertThat(headers(letter, Headers.REDRIVE_COUNT)).containsExactly("2");
        assertThat(headers(letter, Headers.DEAD_LETTER_FIRST_FAILED_AT)).containsExactly("2026-01-01T00:00:00Z");
        assertThat(headers(letter, Headers.TRACEPARENT)).hasSize(1);
    }

    @Test
    void aDryRunJudgesAndSendsNothing() {
        assertThat(dryRun("validation", submitted("dry", 1, "fine"))
                        .path("verdict")
                        .asString())
                .isEqualTo("forward");
        JsonNode rejected = dryRun("validation", submitted("dry", 1, "reject"));
        assertThat(rejected.path("verdict").asString()).isEqualTo("reject");
        assertThat(rejected.at("/violations/0/code").asString()).isEqualTo("bad");
        assertThat(dryRun("validation", "{".getBytes(UTF_8))
                        .at("/violations/0/code")
                        .asString())
                .isEqualTo("malformed_record");
        assertThat(dryRun("nonsense", new byte[0]).path("code").asString()).isEqualTo("unknown_stage");
        assertThat(post("/v1/stages/validation/dry-run", "{\"value\": \"?\"}")
                        .path("code")
                        .asString())
                .isEqualTo("not_base64");

        outagesLeft.set(1);
        assertThat(dryRun("validation", submitted("dry", 1, "fine"))
                        .path("code")
                        .asString())
                .isEqualTo("dependency_unavailable");
        receive(0);
    }

    @Test
    void aForwardedEventSaysWhereItCameFrom() throws Exception {
        var sent = kafka.send(new ProducerRecord<>(
                        Topics.DOCUMENTS_SUBMITTED, 0, "é".getBytes(UTF_8), submitted("é", 7, "fine")))
                .get();

        ConsumerRecord<byte[], byte[]> record = receive(1).getFirst();

        assertThat(record.key()).isEqualTo("é".getBytes(UTF_8));
        assertThat(header(record, Headers.ORIGIN))
                .isEqualTo("0:" + sent.getRecordMetadata().offset());
        assertThat(header(record, Headers.CE_TYPE)).isEqualTo("io.trovex.document.validated");
        assertThat(header(record, Headers.CE_SOURCE)).isEqualTo("/trovex/validation");
        assertThat(header(record, Headers.SCHEMA_VERSION)).isEqualTo("1");
        assertThat(headers(record, Headers.TRACEPARENT)).hasSize(1);
        assertThat(StreamSupport.stream(record.headers().spliterator(), false).map(Header::key))
                .doesNotContain("__TypeId__");
    }

    @Test
    void aDeadLetterNamesTheOffsetOfItsRecord() throws Exception {
        var sent = kafka.send(new ProducerRecord<>(
                        Topics.DOCUMENTS_SUBMITTED, 0, "e".getBytes(UTF_8), submitted("e", 1, "reject")))
                .get();

        ConsumerRecord<byte[], byte[]> letter = receive(1).getFirst();

        byte[] offset =
                letter.headers().lastHeader(KafkaHeaders.DLT_ORIGINAL_OFFSET).value();
        assertThat(ByteBuffer.wrap(offset).getLong())
                .isEqualTo(sent.getRecordMetadata().offset());
    }

    private double waiting() {
        return meters.get("trovex.stage.waiting")
                .tags("stage", "validation", "dependency", "redis")
                .gauge()
                .value();
    }

    private JsonNode dryRun(String stage, byte[] value) {
        String body = "{\"topic\": \"%s\", \"key\": null, \"value\": \"%s\", \"headers\": {\"own\": \"MDo3\"}}"
                .formatted(Topics.DOCUMENTS_SUBMITTED, Base64.getEncoder().encodeToString(value));
        return post("/v1/stages/" + stage + "/dry-run", body);
    }

    private JsonNode post(String path, String body) {
        return exchange(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    private JsonNode get(String path) {
        return exchange(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .build());
    }

    private static JsonNode exchange(HttpRequest request) {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return JSON.readTree(
                    http.send(request, HttpResponse.BodyHandlers.ofString()).body());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private byte[] submitted(String id, long version, String title) {
        return codec.encode(new DocumentSubmitted(
                id, version, Operation.UPSERT, title, "body", null, "test", NOW, Map.of(), null, null, NOW));
    }

    private static List<Header> traced() {
        String traceparent = "00-" + TRACE_ID + "-00f067aa0ba902b7-01";
        return List.of(new RecordHeader(Headers.TRACEPARENT, traceparent.getBytes(UTF_8)));
    }

    /** Waits for {@code count} records, then a little longer: one too many is a failure too. */
    private List<ConsumerRecord<byte[], byte[]>> receive(int count) {
        List<ConsumerRecord<byte[], byte[]>> received = new ArrayList<>();
        Instant deadline = Instant.now().plusSeconds(20);
        while (received.size() < count && Instant.now().isBefore(deadline)) {
            consumer.poll(Duration.ofMillis(100)).forEach(received::add);
        }
        consumer.poll(Duration.ofMillis(500)).forEach(received::add);
        assertThat(received).hasSize(count);
        return received;
    }

    private static List<ConsumerRecord<byte[], byte[]>> of(List<ConsumerRecord<byte[], byte[]>> records, String topic) {
        return records.stream().filter(record -> record.topic().equals(topic)).toList();
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        return headers(record, name).getLast();
    }

    private static List<String> headers(ConsumerRecord<byte[], byte[]> record, String name) {
        return StreamSupport.stream(record.headers().headers(name).spliterator(), false)
                .map(header -> new String(header.value(), UTF_8))
                .toList();
    }
}
