package io.trovex.embedding.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.trovex.embedding.engine.EmbeddingEngines;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code /v1/models}: what {@code /v1/embeddings} can be asked for, and where each model stands in this process. */
@RestController
@Tag(name = "Models")
class ModelsController {
    private final EmbeddingEngines engines;
    private final ServingModel serving;

    ModelsController(EmbeddingEngines engines, ServingModel serving) {
        this.engines = engines;
        this.serving = serving;
    }

    @GetMapping("/v1/models")
    @Operation(
            summary = "List the known models",
            description =
                    "Those that ship and those in trovex.embedding.models; loaded or not, and why one is refused.")
    ModelList list() {
        return new ModelList(
                "list",
                engines.standings().stream()
                        .map(standing -> ModelView.of(standing, serving))
                        .toList());
    }

    @GetMapping("/v1/models/{id}")
    @Operation(summary = "Describe a model")
    @ApiResponse(responseCode = "200")
    @ApiResponse(responseCode = "404", description = "model_not_found")
    ModelView get(@PathVariable("id") @Schema(example = "all-minilm-l6-v2-int8-fused") String id) {
        return ModelProblems.around(() -> ModelView.of(engines.standing(id), serving));
    }

    @PostMapping("/v1/models/{id}:load")
    @Operation(
            summary = "Load a model",
            description = "Checks it and keeps it in this process's memory, used or not, until it is unloaded."
                    + " Without this the first request for it loads it. Idempotent.")
    @ApiResponse(responseCode = "200", description = "It is loaded.")
    @ApiResponse(responseCode = "404", description = "model_not_found")
    @ApiResponse(
            responseCode = "409",
            description = "model_refused: it failed its checks; model_memory_exceeded: unload another first")
    ModelView load(@PathVariable("id") @Schema(example = "bge-small-en-v1.5-int8-fused") String id) {
        return ModelProblems.around(() -> {
            engines.load(id);
            return ModelView.of(engines.standing(id), serving);
        });
    }

    @PostMapping("/v1/models/{id}:unload")
    @Operation(summary = "Free a model's memory", description = "In this process. Idempotent.")
    @ApiResponse(responseCode = "200", description = "It is not loaded.")
    @ApiResponse(responseCode = "404", description = "model_not_found")
    @ApiResponse(responseCode = "409", description = "model_in_use: a generation or a request embeds with it")
    ModelView unload(@PathVariable("id") @Schema(example = "bge-small-en-v1.5-int8-fused") String id) {
        return ModelProblems.around(() -> {
            engines.unload(id);
            return ModelView.of(engines.standing(id), serving);
        });
    }

    @PostMapping("/v1/models/{id}:check")
    @Operation(
            summary = "Check a model again",
            description =
                    "Runs its golden sentences, as when it was loaded; loads it if need be. Nothing else changes.")
    @ApiResponse(responseCode = "200", description = "Whether it passed, and if not, why.")
    @ApiResponse(responseCode = "404", description = "model_not_found")
    @ApiResponse(responseCode = "409", description = "model_refused, model_memory_exceeded")
    ModelCheck check(@PathVariable("id") @Schema(example = "bge-small-en-v1.5-int8-fused") String id) {
        return ModelProblems.around(() -> {
            Optional<String> objection = engines.objection(id);
            return new ModelCheck(id, objection.isEmpty(), objection.orElse(null));
        });
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ModelCheck(
            @JsonProperty("id") @Schema(example = "bge-small-en-v1.5-int8-fused")
            String id,

            @JsonProperty("passed") boolean passed,
            @JsonProperty("objection") @Nullable String objection) {}

    record ModelList(
            @JsonProperty("object") @Schema(example = "list")
            String object,

            @JsonProperty("data") List<ModelView> data) {}
}
