package io.trovex.embedding.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.trovex.embedding.engine.EmbeddingEngine;
import io.trovex.embedding.model.ModelDescription;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** {@code /v1/models}: what {@code /v1/embeddings} serves. */
@RestController
@Tag(name = "Embeddings")
class ModelsController {
    private final ServedModel served;
    private final EmbeddingsRules rules;

    ModelsController(EmbeddingEngine engine) {
        this.served = ServedModel.of(engine.model().description());
        this.rules = new EmbeddingsRules(engine.model());
    }

    @GetMapping("/v1/models")
    @Operation(summary = "List the served models")
    ModelList list() {
        return new ModelList("list", List.of(served));
    }

    @GetMapping("/v1/models/{id}")
    @Operation(summary = "Describe a served model")
    @ApiResponse(responseCode = "200")
    @ApiResponse(responseCode = "404", description = "model_not_found")
    ServedModel get(@PathVariable("id") @Schema(example = "all-minilm-l6-v2-int8-fused") String id) {
        rules.requireModel(id);
        return served;
    }

    record ModelList(
            @JsonProperty("object") String object,
            @JsonProperty("data") List<ServedModel> data) {}

    /** OpenAI's model object with the numbers that a client needs. */
    record ServedModel(
            @JsonProperty("id") @Schema(example = "all-minilm-l6-v2-int8-fused")
            String id,

            @JsonProperty("object") @Schema(example = "model")
            String object,

            @JsonProperty("created") long created,

            @JsonProperty("owned_by") @Schema(example = "trovex")
            String ownedBy,

            @JsonProperty("dimensions") @Schema(example = "384")
            int dimensions,

            @JsonProperty("max_tokens") @Schema(example = "256")
            int maxTokens) {

        static ServedModel of(ModelDescription model) {
            return new ServedModel(model.id(), "model", 0, "trovex", model.dimension(), model.maxTokens());
        }
    }
}
