package io.trovex.embedding.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.trovex.contracts.Vector;
import io.trovex.embedding.engine.EmbeddingEngine;
import io.trovex.embedding.engine.EmbeddingEngines;
import io.trovex.embedding.engine.EngineClosedException;
import io.trovex.embedding.engine.SaturatedException;
import io.trovex.embedding.model.InferenceException;
import io.trovex.embedding.model.TextRole;
import io.trovex.embedding.model.UnknownModelException;
import io.trovex.stage.web.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** {@code /v1/embeddings}, as OpenAI's clients call it. */
@RestController
@Tag(name = "Embeddings")
class EmbeddingsController {
    /** A request's share of the queries that may wait. */
    private static final int QUERIES_AT_ONCE = 16;

    private final EmbeddingEngines engines;
    private final ServingModel serving;

    EmbeddingsController(EmbeddingEngines engines, ServingModel serving) {
        this.engines = engines;
        this.serving = serving;
    }

    @PostMapping("/v1/embeddings")
    @Operation(
            summary = "Embed texts",
            description =
                    "OpenAI-compatible. The model is any of /v1/models, loaded when it is first asked for; by default the"
                            + " serving generation's. Two fields are ours: input_type chooses the model's prefix and lets queries"
                            + " go first; truncate cuts a text that is too long instead of refusing it.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content =
                                    @Content(
                                            examples = {
                                                @ExampleObject(name = "passages", value = """
                                                                {"model": "all-minilm-l6-v2-int8-fused", "input": ["Owls hunt at night.", "Larks sing at dawn."]}"""),
                                                @ExampleObject(name = "query", value = """
                                                                {"input": "nocturnal birds", "input_type": "query", "encoding_format": "base64"}""")
                                            })))
    @ApiResponse(responseCode = "200", content = @Content(examples = @ExampleObject("""
                                            {"object": "list", "data": [{"object": "embedding", "index": 0, "embedding": [0.0132, -0.0418]}],
                                             "model": "all-minilm-l6-v2-int8-fused", "model_version": "2+90f3b4a1c65e", "usage": {"prompt_tokens": 7, "total_tokens": 7}}""")))
    @ApiResponse(responseCode = "404", description = "model_not_found")
    @ApiResponse(responseCode = "409", description = "model_refused, model_memory_exceeded")
    @ApiResponse(responseCode = "413", description = "body_too_large")
    @ApiResponse(
            responseCode = "422",
            description =
                    "empty_input, too_many_inputs, context_length_exceeded, unsupported_dimensions, unknown_value")
    @ApiResponse(responseCode = "429", description = "embedder_saturated; Retry-After says when to come back")
    @ApiResponse(
            responseCode = "503",
            description = "model_failed: it made no vector; embedder_closed; generations_unknown: name a model")
    EmbeddingsResponse embed(@RequestBody EmbeddingsRequest request) throws InterruptedException {
        String model = Objects.requireNonNullElseGet(request.model(), serving::id);
        try (EmbeddingEngine engine = ModelProblems.around(() -> named(request, model))) {
            return embed(request, engine);
        }
    }

    private EmbeddingEngine named(EmbeddingsRequest request, String model) {
        try {
            return engines.request(model);
        } catch (UnknownModelException e) {
            throw request.model() == null ? e : ModelProblems.unknown(e, "model");
        }
    }

    private static EmbeddingsResponse embed(EmbeddingsRequest request, EmbeddingEngine engine)
            throws InterruptedException {
        EmbeddingsOrder order = new EmbeddingsRules(engine.model()).judge(request);
        List<Vector> vectors = embed(order, engine);
        List<EmbeddingsResponse.Item> items = new ArrayList<>(vectors.size());
        for (int i = 0; i < vectors.size(); i++) {
            items.add(new EmbeddingsResponse.Item("embedding", i, order.format().write(vectors.get(i))));
        }
        return new EmbeddingsResponse(
                "list",
                items,
                engine.model().description().id(),
                engine.model().description().fullVersion(),
                new EmbeddingsResponse.Usage(order.tokens(), order.tokens()));
    }

    private static List<Vector> embed(EmbeddingsOrder order, EmbeddingEngine engine) throws InterruptedException {
        try {
            return order.role() == TextRole.QUERY ? queries(order.texts(), engine) : engine.passages(order.texts());
        } catch (SaturatedException e) {
            throw ProblemException.saturated(
                    "embedder_saturated", String.valueOf(e.getMessage()), ModelProblems.RETRY_AFTER);
        } catch (InferenceException e) {
            throw ProblemException.unavailable(
                    "model_failed", "the model made no vector", ModelProblems.RETRY_AFTER, e);
        } catch (EngineClosedException e) {
            throw ModelProblems.closed(e);
        }
    }

    private static List<Vector> queries(List<String> texts, EmbeddingEngine engine) {
        List<Vector> vectors = new ArrayList<>(texts.size());
        for (int from = 0; from < texts.size(); from += QUERIES_AT_ONCE) {
            List<CompletableFuture<Vector>> waiting =
                    texts.subList(from, Math.min(texts.size(), from + QUERIES_AT_ONCE)).stream()
                            .map(engine::query)
                            .toList();
            waiting.forEach(query -> vectors.add(join(query)));
        }
        return vectors;
    }

    private static Vector join(CompletableFuture<Vector> query) {
        try {
            return query.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw e;
        }
    }
}
