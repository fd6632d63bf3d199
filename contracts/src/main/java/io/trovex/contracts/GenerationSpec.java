package io.trovex.contracts;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * What a generation is made of.
 *
 * @param passageTokens length of a passage in tokens of the model
 * @param overlap share of a passage that the next one may repeat
 * @param analyzer of the words
 */
public record GenerationSpec(
        @JsonProperty("model") String model,
        @JsonProperty("dimension") int dimension,
        @JsonProperty("passage_tokens") int passageTokens,
        @JsonProperty("overlap") double overlap,
        @JsonProperty("analyzer") String analyzer) {
    /** The only analyzer that there is. */
    public static final String ENGLISH = "english";
}
