package io.trovex.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

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
import io.trovex.contracts.Vector;
import io.trovex.embedding.engine.EmbeddingEngine;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** {@code /v1/embeddings} of the running service, raw and through OpenAI's own client. */
class OpenAiIntegrationTests extends RunningEmbeddingService {
    @Autowired
    private EmbeddingEngine engine;

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
        assertProblem(post("{\"model\":\"text-embedding-3-small\",\"input\":\"x\"}"), 404, "model_not_found", "model");
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
    void anUnmodifiedOpenAiClientIsSentAwayWhileOthersPassagesFillTheQueueAndComesBackByItself() throws Exception {
        EmbeddingCreateParams large = passages(64);
        try (ExecutorService others = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<CreateEmbeddingResponse> alone =
                    others.submit(() -> openAi().embeddings().create(large));

            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThatThrownBy(
                                    () -> openAi().embeddings().create(passages(16)))
                            .isInstanceOfSatisfying(RateLimitException.class, refusal -> {
                                assertThat(refusal.code()).hasValue("embedder_saturated");
                                assertThat(refusal.headers().values("retry-after"))
                                        .containsExactly("1");
                            }));
            CreateEmbeddingResponse patient =
                    openAi(100).embeddings().create(params("all-minilm-l6-v2-int8-fused", "A patient client."));

            assertThat(patient.data()).hasSize(1);
            assertThat(alone.get().data()).hasSize(64);
        }
    }

    /** None of which anybody has embedded before. */
    private static EmbeddingCreateParams passages(int count) {
        String once = UUID.randomUUID().toString();
        return EmbeddingCreateParams.builder()
                .model("all-minilm-l6-v2-int8-fused")
                .inputOfArrayOfStrings(IntStream.range(0, count)
                        .mapToObj(i -> once + " " + i + " wren".repeat(200))
                        .toList())
                .build();
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
        return openAi(0);
    }

    private OpenAIClient openAi(int retries) {
        return OpenAIOkHttpClient.builder()
                .baseUrl(url("/v1"))
                .apiKey("none is needed")
                .maxRetries(retries)
                .build();
    }
}
