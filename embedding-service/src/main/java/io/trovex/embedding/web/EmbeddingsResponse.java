package io.trovex.embedding.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/**
 * OpenAI's answer: one item for each input, in their order.
 *
 * @param modelVersion ours: its version and a hash of its content
 */
record EmbeddingsResponse(
        @JsonProperty("object") @Schema(example = "list") String object,
        @JsonProperty("data") List<Item> data,
        @JsonProperty("model") String model,
        @JsonProperty("model_version") String modelVersion,
        @JsonProperty("usage") Usage usage) {

    /** @param embedding numbers, or base64 of little-endian float32 */
    record Item(
            @JsonProperty("object") @Schema(example = "embedding")
            String object,

            @JsonProperty("index") int index,

            @JsonProperty("embedding") @Schema(oneOf = {float[].class, String.class})
            Object embedding) {}

    /** @param promptTokens what the model saw: special tokens and prefix included */
    record Usage(
            @JsonProperty("prompt_tokens") int promptTokens,
            @JsonProperty("total_tokens") int totalTokens) {}
}
