package io.trovex.embedding;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.JsonValue;
import com.openai.errors.NotFoundException;
import com.openai.errors.RateLimitException;
import com.openai.errors.UnexpectedStatusCodeException;
import com.openai.errors.UnprocessableEntityException;
import com.openai.models.embeddings.CreateEmbeddingResponse;
import com.openai.models.embeddings.EmbeddingCreateParams;
import com.openai.models.embeddings.EmbeddingCreateParams.EncodingFormat;
import com.openai.models.models.Model;
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
import java.nio.file.Files;
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
import org.junit.jupiter.api.BeforeAll;
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

    @TempDir
    private static Path models;

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
        properties.add("trovex.embedding.models", models::toString);
        properties.add("trovex.objects.directory", objects::toString);
    }

    @BeforeAll
    static void writeAFaultyManifest() throws IOException {
        Path folder = Files.createDirectories(models.resolve("faulty"));
        Files.writeString(folder.resolve("model.json"), "{\"id\":\"faulty\",\"dimension\":0}");
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
    void listsEveryKnownModelAndWhereItStands() throws Exception {
        JsonNode known = JSON.readTree(get("/v1/models").body()).path("data");

        JsonNode serving = model(known, "all-minilm-l6-v2-int8-fused");
        assertThat(serving.path("state").stringValue()).isEqualTo("loaded");
        assertThat(serving.path("serving").booleanValue()).isTrue();
        assertThat(serving.path("object").stringValue()).isEqualTo("model");
        assertThat(serving.path("owned_by").stringValue()).isEqualTo("trovex");
        assertThat(serving.path("licence").stringValue()).isEqualTo("Apache-2.0");
        assertThat(serving.path("memory_bytes").longValue()).isGreaterThan(30 << 20);
        assertThat(model(known, "e5-small-v2").path("state").stringValue()).isEqualTo("available");
        JsonNode faulty = model(known, "faulty");
        assertThat(faulty.path("state").stringValue()).isEqualTo("refused");
        assertThat(faulty.path("reason").stringValue()).contains("dimension is a number from 1 to 4096");
        assertThat(get("/v1/models/all-minilm-l6-v2-int8-fused").body()).contains("\"max_tokens\":256");
        assertProblem(get("/v1/models/nope"), 404, "model_not_found", null);
    }

    @Test
    void anyKnownModelEmbedsOnDemandBesideTheServingOne() throws Exception {
        String other = "all-minilm-l6-v2-int8";

        JsonNode body = JSON.readTree(post("{\"model\":\"" + other + "\",\"input\":\"Owls hunt at night.\"}")
                .body());

        assertThat(body.path("model").stringValue()).isEqualTo(other);
        assertThat(JSON.readTree(get("/v1/models/" + other).body())
                        .path("state")
                        .stringValue())
                .isEqualTo("loaded");
        assertThat(body.path("data").get(0).path("embedding").get(0).floatValue())
                .isNotEqualTo(engine.passages(List.of("Owls hunt at night."))
                        .getFirst()
                        .components()[0]);
        assertThat(send(request("/v1/models/" + other + ":unload").POST(BodyPublishers.noBody()))
                        .body())
                .contains("\"state\":\"available\"");
    }

    @Test
    void loadsAndUnloadsModelsOnRequest() throws Exception {
        HttpResponse<String> loaded =
                send(request("/v1/models/bge-small-en-v1.5-int8:load").POST(BodyPublishers.noBody()));
        assertThat(loaded.statusCode()).as(loaded.body()).isEqualTo(200);
        assertThat(loaded.body()).contains("\"state\":\"loaded\"");

        HttpResponse<String> unloaded =
                send(request("/v1/models/bge-small-en-v1.5-int8:unload").POST(BodyPublishers.noBody()));
        assertThat(unloaded.body()).contains("\"state\":\"available\"");

        assertProblem(
                send(request("/v1/models/all-minilm-l6-v2-int8-fused:unload").POST(BodyPublishers.noBody())),
                409,
                "model_in_use",
                null);
        assertProblem(
                send(request("/v1/models/faulty:load").POST(BodyPublishers.noBody())), 409, "model_refused", null);
        assertProblem(post("{\"model\":\"faulty\",\"input\":\"x\"}"), 409, "model_refused", null);
        assertProblem(
                send(request("/v1/models/nope:load").POST(BodyPublishers.noBody())), 404, "model_not_found", null);
    }

    @Test
    void anUnmodifiedOpenAiClientEmbedsInBothEncodings() throws Exception {
        List<String> texts = List.of("Owls hunt at night.", "Larks sing at dawn.");
        List<Vector> expected = engine.passages(texts);
        for (EncodingFormat format : List.of(EncodingFormat.FLOAT, EncodingFormat.BASE64)) {
            CreateEmbeddingResponse response = openAi().embeddings()
                    .create(EmbeddingCreateParams.builder()
                            .model("all-minilm-l6-v2-int8-fused")
                            .inputOfArrayOfStrings(texts)
                            .encodingFormat(format)
                            .build());

            assertThat(response.model()).isEqualTo("all-minilm-l6-v2-int8-fused");
            assertThat(response.usage().promptTokens()).isEqualTo(15);
            for (int i = 0; i < texts.size(); i++) {
                assertThat(response.data().get(i).index()).isEqualTo(i);
                List<Float> components = response.data().get(i).embedding();
                assertThat(components).hasSize(384);
                for (int j = 0; j < 384; j++) {
                    assertThat(components.get(j)).isEqualTo(expected.get(i).components()[j]);
                }
            }
        }
        assertThat(openAi().models().list().data())
                .extracting(Model::id)
                .contains("all-minilm-l6-v2-int8-fused", "bge-small-en-v1.5");
    }

    @Test
    void anUnmodifiedOpenAiClientUnderstandsOurRefusals() {
        assertThatThrownBy(() -> openAi().embeddings().create(params("text-embedding-3-small", "x")))
                .isInstanceOfSatisfying(NotFoundException.class, refusal -> {
                    assertThat(refusal.code()).hasValue("model_not_found");
                    assertThat(refusal.getMessage()).contains("no embedding model 'text-embedding-3-small'");
                });
        assertThatThrownBy(() -> openAi().embeddings().create(params("faulty", "x")))
                .isInstanceOfSatisfying(
                        UnexpectedStatusCodeException.class,
                        refusal -> assertThat(refusal.code()).hasValue("model_refused"));
        assertThatThrownBy(
                        () -> openAi().embeddings().create(params("all-minilm-l6-v2-int8-fused", "owl ".repeat(300))))
                .isInstanceOfSatisfying(UnprocessableEntityException.class, refusal -> {
                    assertThat(refusal.code()).hasValue("context_length_exceeded");
                    assertThat(refusal.param()).hasValue("input[0]");
                });
        assertThatThrownBy(() -> openAi().embeddings()
                        .create(EmbeddingCreateParams.builder()
                                .model("all-minilm-l6-v2-int8-fused")
                                .inputOfArrayOfStrings(IntStream.range(0, 16)
                                        .mapToObj(i -> i + " lark".repeat(200))
                                        .toList())
                                .putAdditionalBodyProperty("input_type", JsonValue.from("query"))
                                .build()))
                .isInstanceOfSatisfying(RateLimitException.class, refusal -> {
                    assertThat(refusal.code()).hasValue("embedder_saturated");
                    assertThat(refusal.headers().values("retry-after")).containsExactly("1");
                });
    }

    @Test
    void aBodyBeyondTheLimitIsRefused() throws Exception {
        String body = "{\"input\":\"" + "x".repeat(9 << 20) + "\"}";

        HttpResponse<String> response = post(body);

        assertProblem(response, 413, "body_too_large", null);
    }

    private static EmbeddingCreateParams params(String model, String input) {
        return EmbeddingCreateParams.builder().model(model).input(input).build();
    }

    private OpenAIClient openAi() {
        return OpenAIOkHttpClient.builder()
                .baseUrl("http://127.0.0.1:" + port + "/v1")
                .apiKey("none is needed")
                .maxRetries(0)
                .build();
    }

    private static JsonNode model(JsonNode known, String id) {
        return known.valueStream()
                .filter(model -> model.path("id").stringValue().equals(id))
                .findFirst()
                .orElseThrow();
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
