package io.trovex.validation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.trovex.contracts.ContentRef;
import io.trovex.contracts.DocumentSubmitted;
import io.trovex.contracts.DocumentValidated;
import io.trovex.contracts.Headers;
import io.trovex.contracts.Operation;
import io.trovex.contracts.Topics;
import io.trovex.contracts.Vector;
import io.trovex.contracts.Violation;
import io.trovex.stage.EventCodec;
import io.trovex.stage.objects.Claim;
import io.trovex.stage.objects.ClaimCheck;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
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
import tools.jackson.databind.json.JsonMapper;

/** The service against a real broker and a real disk. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = "spring.kafka.bootstrap-servers=${spring.embedded.kafka.brokers}")
@EmbeddedKafka(partitions = 1)
class ValidationIntegrationTests {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @TempDir
    static Path objects;

    @Autowired
    private KafkaTemplate<byte[], byte[]> kafka;

    @Autowired
    private EventCodec codec;

    @Autowired
    private EmbeddedKafkaBroker broker;

    @Autowired
    private ClaimCheck claims;

    @LocalServerPort
    private int port;

    private Consumer<byte[], byte[]> consumer;

    @DynamicPropertySource
    static void storeObjectsAside(DynamicPropertyRegistry properties) {
        properties.add("trovex.objects.directory", () -> objects.toString());
    }

    @BeforeEach
    void readWhatComesFromNowOn() {
        consumer = new DefaultKafkaConsumerFactory<>(
                        Map.of("bootstrap.servers", broker.getBrokersAsString()),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer())
                .createConsumer();
        List<TopicPartition> partitions = Stream.of(
                        Topics.DOCUMENTS_VALIDATED, Topics.deadLetters(Topics.DOCUMENTS_SUBMITTED))
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
    void theGoodGoOnInOrderAndTheBadLieInTheDeadLettersUntouchedWithEveryReason() {
        // Given good, broken and violating records mixed in one partition
        byte[] notJson = {'{', (byte) 0xff, 0, 'x'};
        byte[] wrongType = "{\"doc_id\":\"w\",\"version\":\"seven\"}".getBytes(UTF_8);
        byte[] halfAPair =
                "{\"doc_id\":\"h\",\"version\":1,\"operation\":\"upsert\",\"content\":\"\\ud83d\"}".getBytes(UTF_8);
        byte[] violating = codec.encode(upsert("v", 1, " ", "no spaces please", Vector.of(new float[3])));
        List<byte[]> values = List.of(
                notJson,
                codec.encode(upsert("a", 1, "A  first\r\nversion of the document.", "web", null)),
                violating,
                wrongType,
                codec.encode(upsert("a", 2, "The second version of the document.", "web", null)),
                halfAPair,
                codec.encode(DocumentSubmitted.delete("a", 3, NOW)));

        // When they are polled
        values.stream()
                .map(value ->
                        kafka.send(new ProducerRecord<>(Topics.DOCUMENTS_SUBMITTED, 0, "key".getBytes(UTF_8), value)))
                .toList()
                .forEach(CompletableFuture::join);

        // Then
        List<ConsumerRecord<byte[], byte[]>> out = receive(values.size());
        List<DocumentValidated> passed = of(out, Topics.DOCUMENTS_VALIDATED).stream()
                .map(record -> codec.decode(record.value(), DocumentValidated.class))
                .toList();
        assertThat(passed).extracting(DocumentValidated::version).containsExactly(1L, 2L, 3L);
        assertThat(passed.getFirst().content()).isEqualTo("A first\nversion of the document.");
        assertThat(passed.getLast().operation()).isEqualTo(Operation.DELETE);

        List<ConsumerRecord<byte[], byte[]>> letters = of(out, Topics.deadLetters(Topics.DOCUMENTS_SUBMITTED));
        assertThat(letters).extracting(ConsumerRecord::value).containsExactly(notJson, violating, wrongType, halfAPair);
        assertThat(letters).allSatisfy(letter -> {
            assertThat(letter.key()).isEqualTo("key".getBytes(UTF_8));
            assertThat(reasons(letter)).isNotEmpty();
        });
        assertThat(reasons(letters.get(0))).containsExactly(" malformed_record");
        assertThat(reasons(letters.get(1)))
                .containsExactlyInAnyOrder(
                        "content blank", "source malformed", "embedding dimension", "embedding norm");
        assertThat(reasons(letters.get(2))).containsExactly(" malformed_record");
        assertThat(reasons(letters.get(3)))
                .contains("content lone_surrogate", "source required", "timestamp required", "metadata required");
    }

    @Test
    void aLongBodyIsTakenFromTheObjectStoreAndGoesBackNormalised() {
        String body = "Warm   water rises at the equator. ".repeat(1_000);
        Claim claim = claims.deposit(body);
        assertThat(claim.content()).isNull();

        send(upsert("long", 1, null, "web", null, claim.contentRef()));

        DocumentValidated document = codec.decode(receive(1).getFirst().value(), DocumentValidated.class);
        ContentRef normalised = Objects.requireNonNull(document.contentRef());
        assertThat(document.content()).isNull();
        assertThat(normalised).isNotEqualTo(claim.contentRef());
        assertThat(claims.redeem(null, normalised))
                .isEqualTo("Warm water rises at the equator. ".repeat(1_000).strip());
        assertThat(document.contentHash()).isEqualTo(normalised.sha256());
        assertThat(document.language()).isEqualTo("en");
    }

    @Test
    void aReferenceToNothingIsADeadLetter() {
        send(upsert("lost", 1, null, "web", null, new ContentRef("ab".repeat(32), 20_000)));

        ConsumerRecord<byte[], byte[]> letter = receive(1).getFirst();
        assertThat(letter.topic()).isEqualTo(Topics.deadLetters(Topics.DOCUMENTS_SUBMITTED));
        assertThat(reasons(letter)).containsExactly(" content_missing");
    }

    @Test
    void aDryRunSaysWhatWouldComeOfADocumentAndSubmitsNothing() throws Exception {
        JsonNode good = post("{\"content\": \"Warm  water rises at the equator and sinks near the poles.\"}", 200);
        JsonNode bad = post(
                "{\"doc_id\": \"\", \"content\": \" \", \"embedding\": [3, 4], \"metadata\": {\"a\": {\"b\": 1}}}",
                200);

        assertThat(good.at("/accepted").asBoolean()).isTrue();
        assertThat(good.at("/document/language").asString()).isEqualTo("en");
        assertThat(good.at("/document/content").asString()).startsWith("Warm water rises");
        assertThat(bad.at("/accepted").asBoolean()).isFalse();
        assertThat(bad.at("/violations").valueStream().map(v -> v.at("/field").asString()))
                .containsExactlyInAnyOrder("doc_id", "content", "embedding", "embedding", "metadata.a");
        assertThat(consumer.poll(Duration.ofMillis(300))).isEmpty();
    }

    @Test
    void aDryRunOfWhatIsNoDocumentIsAProblem() throws Exception {
        assertThat(post("{\"content\": \"Fine.\", \"embedding\": \"?\"}", 422)
                        .at("/field")
                        .asString())
                .isEqualTo("embedding");
        assertThat(post("{\"content\": \"Fine.\", \"embedding\": [\"x\"]}", 422)
                        .at("/code")
                        .asString())
                .isEqualTo("malformed");
        assertThat(post("{", 400).at("/code").asString()).isEqualTo("malformed_json");
    }

    @Test
    void violationsAreCountedByCode() throws Exception {
        send(upsert("counted", -5, "Fine.", "web", null));
        receive(1);

        HttpResponse<String> metrics = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(url("/actuator/prometheus")).build(),
                        HttpResponse.BodyHandlers.ofString());

        assertThat(metrics.body())
                .contains("trovex_validation_violations_total{")
                .contains("code=\"out_of_range\"");
    }

    @Test
    void theApiDocumentHasTheDryRunAndNotThePageOfErrors() throws Exception {
        HttpResponse<String> api = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(url("/v3/api-docs")).build(), HttpResponse.BodyHandlers.ofString());

        assertThat(JSON.readTree(api.body()).at("/paths").propertyNames())
                .contains("/v1/validations")
                .doesNotContain("/error");
    }

    private void send(DocumentSubmitted document) {
        kafka.send(new ProducerRecord<>(
                        Topics.DOCUMENTS_SUBMITTED, 0, document.docId().getBytes(UTF_8), codec.encode(document)))
                .join();
    }

    private static DocumentSubmitted upsert(
            String id, long version, String content, String source, @Nullable Vector embedding) {
        return upsert(id, version, content, source, embedding, null);
    }

    private static DocumentSubmitted upsert(
            String id,
            long version,
            @Nullable String content,
            String source,
            @Nullable Vector embedding,
            @Nullable ContentRef ref) {
        return new DocumentSubmitted(
                id, version, Operation.UPSERT, null, content, ref, source, NOW, Map.of(), embedding, null, NOW);
    }

    private List<ConsumerRecord<byte[], byte[]>> receive(int count) {
        List<ConsumerRecord<byte[], byte[]>> received = new ArrayList<>();
        Instant deadline = Instant.now().plusSeconds(30);
        while (received.size() < count && Instant.now().isBefore(deadline)) {
            consumer.poll(Duration.ofMillis(200)).forEach(received::add);
        }
        assertThat(received).hasSize(count);
        return received;
    }

    private static List<ConsumerRecord<byte[], byte[]>> of(List<ConsumerRecord<byte[], byte[]>> records, String topic) {
        return records.stream().filter(record -> record.topic().equals(topic)).toList();
    }

    private static List<String> reasons(ConsumerRecord<byte[], byte[]> letter) {
        byte[] header =
                letter.headers().lastHeader(Headers.DEAD_LETTER_VIOLATIONS).value();
        return Arrays.stream(JSON.readValue(header, Violation[].class))
                .map(violation -> violation.field() + " " + violation.code())
                .toList();
    }

    private JsonNode post(String json, int status) throws IOException, InterruptedException {
        HttpResponse<String> response = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(url("/v1/validations"))
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString(json))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        return JSON.readTree(response.body());
    }

    private URI url(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }
}
