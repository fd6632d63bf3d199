package io.trovex.embedding;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.trovex.contracts.DocumentEmbedded;
import io.trovex.contracts.DocumentValidated;
import io.trovex.contracts.Generation;
import io.trovex.contracts.Headers;
import io.trovex.contracts.Operation;
import io.trovex.contracts.Passage;
import io.trovex.contracts.Topics;
import io.trovex.contracts.Vector;
import io.trovex.embedding.engine.EmbeddingEngine;
import io.trovex.stage.EventCodec;
import io.trovex.stage.objects.Claim;
import io.trovex.stage.objects.ClaimCheck;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.test.EmbeddedKafkaBroker;
import org.springframework.kafka.test.context.EmbeddedKafka;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The whole service with a real broker, a real model and its HTTP port. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.kafka.bootstrap-servers=${spring.embedded.kafka.brokers}",
            "trovex.generation.id=g7-test",
            "trovex.topics.partitions=2",
            "trovex.embedding.passage-tokens=128",
            "trovex.embedding.threads=1",
            "trovex.embedding.query-queue=2"
        })
@EmbeddedKafka(partitions = 1)
class EmbeddingServiceIntegrationTests {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @TempDir
    private static Path objects;

    @LocalServerPort
    private int port;

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

    @DynamicPropertySource
    static void directories(DynamicPropertyRegistry properties) {
        properties.add("trovex.embedding.graphs", TestModels.GRAPHS::toString);
        properties.add("trovex.objects.directory", objects::toString);
    }

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
    void theGroupCarriesTheGenerationSoThatANewOneReadsEverythingAgain() {
        assertThat(listeners.getListenerContainers())
                .singleElement()
                .satisfies(container -> assertThat(container.getGroupId()).isEqualTo("embedding.g7-test"));
    }

    @Test
    void answersAsOpenAiDoes() throws Exception {
        HttpResponse<String> response =
                post("{\"model\":\"all-minilm-l6-v2-int8-fused\",\"user\":\"u\",\"dimensions\":384,"
                        + "\"input\":[\"Owls hunt at night.\",\"Larks sing at dawn.\"]}");

        assertThat(response.statusCode()).isEqualTo(200);
        JsonNode body = JSON.readTree(response.body());
        assertThat(body.path("object").stringValue()).isEqualTo("list");
        assertThat(body.path("model").stringValue()).isEqualTo("all-minilm-l6-v2-int8-fused");
        assertThat(body.path("usage").path("prompt_tokens").intValue()).isEqualTo(7 + 8);
        assertThat(body.path("usage").path("total_tokens").intValue()).isEqualTo(15);
        assertThat(body.path("data")).hasSize(2);
        JsonNode second = body.path("data").get(1);
        assertThat(second.path("object").stringValue()).isEqualTo("embedding");
        assertThat(second.path("index").intValue()).isEqualTo(1);
        float[] expected =
                engine.passages(List.of("Larks sing at dawn.")).getFirst().components();
        assertThat(second.path("embedding")).hasSize(384);
        for (int i = 0; i < 384; i++) {
            assertThat(second.path("embedding").get(i).floatValue()).isCloseTo(expected[i], within(1e-9f));
        }
    }

    @Test
    void base64CarriesTheSameBytesAsTheStream() throws Exception {
        HttpResponse<String> response =
                post("{\"input\":\"Owls hunt at night.\",\"encoding_format\":\"base64\",\"input_type\":\"query\"}");

        String base64 = JSON.readTree(response.body())
                .path("data")
                .get(0)
                .path("embedding")
                .stringValue();
        assertThat(Vector.fromBase64(base64))
                .isEqualTo(engine.passages(List.of("Owls hunt at night.")).getFirst());
    }

    @Test
    void whatCannotBeServedIsAProblemThatSaysWhy() throws Exception {
        assertProblem(post("{\"model\":\"text-embedding-3-small\",\"input\":\"x\"}"), 404, "model_not_found", null);
        assertProblem(post("{}"), 422, "empty_input", "input");
        assertProblem(post("{\"input\":[]}"), 422, "empty_input", "input");
        assertProblem(post("{\"input\":[\"fine\",\" \"]}"), 422, "empty_input", "input[1]");
        assertProblem(post("{\"input\":[[1,2,3]]}"), 422, "wrong_type", "input[0]");
        assertProblem(post("{\"input\":\"x\",\"dimensions\":256}"), 422, "unsupported_dimensions", "dimensions");
        assertProblem(post("{\"input\":\"x\",\"encoding_format\":\"hex\"}"), 422, "unknown_value", "encoding_format");
        assertProblem(post("{\"input\":\"x\",\"input_type\":\"FOO\"}"), 422, "unknown_value", "input_type");
        assertProblem(post("{\"input\":[" + "\"x\",".repeat(2048) + "\"x\"]}"), 422, "too_many_inputs", "input");
        assertProblem(post("{\"input\":"), 400, "malformed_json", null);
        assertProblem(post("{\"input\":\"x\",\"dimensions\":\"many\"}"), 422, "wrong_type", "dimensions");

        HttpResponse<String> tooLong = post("{\"input\":[\"fine\",\"" + "owl ".repeat(300) + "\"]}");
        assertProblem(tooLong, 422, "context_length_exceeded", "input[1]");
        assertThat(tooLong.body()).contains("302 tokens").contains("takes 256");
    }

    @Test
    void aLongTextIsCutOnlyOnRequest() throws Exception {
        HttpResponse<String> response = post("{\"input\":\"" + "owl ".repeat(300) + "\",\"truncate\":true}");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(JSON.readTree(response.body())
                        .path("usage")
                        .path("prompt_tokens")
                        .intValue())
                .isEqualTo(256);
    }

    @Test
    void moreQueriesThanMayWaitAreSentAwayForASecond() throws Exception {
        String queries = IntStream.range(0, 16)
                .mapToObj(i -> "\"" + i + " owl".repeat(200) + "\"")
                .collect(Collectors.joining(","));

        HttpResponse<String> response = post("{\"input\":[" + queries + "],\"input_type\":\"query\"}");

        assertProblem(response, 429, "embedder_saturated", null);
        assertThat(response.headers().firstValue("retry-after")).hasValue("1");
    }

    @Test
    void listsTheServedModel() throws Exception {
        JsonNode models = JSON.readTree(get("/v1/models").body());
        assertThat(models.path("data").get(0).path("id").stringValue()).isEqualTo("all-minilm-l6-v2-int8-fused");
        assertThat(get("/v1/models/all-minilm-l6-v2-int8-fused").body()).contains("\"max_tokens\":256");
        assertProblem(get("/v1/models/nope"), 404, "model_not_found", null);
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

    private static void assertProblem(HttpResponse<String> response, int status, String code, @Nullable String field) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.headers().firstValue("content-type")).hasValue("application/problem+json");
        JsonNode problem = JSON.readTree(response.body());
        assertThat(problem.path("code").stringValue()).isEqualTo(code);
        if (field != null) {
            assertThat(problem.path("field").stringValue()).isEqualTo(field);
        }
    }

    private HttpResponse<String> post(String json) throws IOException, InterruptedException {
        return send(request("/v1/embeddings")
                .header("content-type", "application/json")
                .POST(BodyPublishers.ofString(json)));
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(request(path).GET());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request.build(), BodyHandlers.ofString());
        }
    }

    /** Reads a topic from its beginning until {@code count} records came, then a little longer. */
    private List<ConsumerRecord<byte[], byte[]>> receive(String topic, int count) {
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
            }
            consumer.poll(Duration.ofMillis(300)).forEach(received::add);
            assertThat(received).hasSize(count);
            return received;
        }
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), UTF_8);
    }

    private static DocumentValidated document(
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
                null,
                NOW);
    }
}
