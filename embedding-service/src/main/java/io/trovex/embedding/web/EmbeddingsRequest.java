package io.trovex.embedding.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * OpenAI's request for embeddings, and two fields of our own.
 *
 * @param input a text or a list of texts
 * @param model any known model's id; by default the serving generation's
 * @param encodingFormat {@code float} or {@code base64}
 * @param dimensions only the model's own are accepted
 * @param user ignored
 * @param inputType {@code query} or {@code passage}; chooses the model's prefix, and queries go first
 * @param truncate whether a text over the model's limit is cut at a word instead of refused
 */
record EmbeddingsRequest(
        @JsonProperty("input")
        @Schema(
                oneOf = {String.class, String[].class},
                example = "[\"What is an embedding?\", \"A vector that stands for a text.\"]",
                requiredMode = Schema.RequiredMode.REQUIRED)
        @Nullable
        JsonNode input,

        @JsonProperty("model") @Schema(example = "all-minilm-l6-v2-int8-fused") @Nullable
        String model,

        @JsonProperty("encoding_format")
        @Schema(
                allowableValues = {"float", "base64"},
                defaultValue = "float")
        @Nullable
        String encodingFormat,

        @JsonProperty("dimensions") @Schema(example = "384") @Nullable
        Integer dimensions,

        @JsonProperty("user") @Nullable String user,

        @JsonProperty("input_type")
        @Schema(
                allowableValues = {"query", "passage"},
                defaultValue = "passage")
        @Nullable
        String inputType,

        @JsonProperty("truncate") @Schema(defaultValue = "false") @Nullable
        Boolean truncate) {}
