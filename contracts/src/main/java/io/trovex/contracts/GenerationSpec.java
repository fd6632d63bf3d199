package io.trovex.contracts;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * What a generation is made of.
 *
 * @param modelVersion the model's version and a hash of its content: vectors of any other are refused. Null in decisions
 *     of earlier releases, which did not say
 * @param passageTokens length of a passage in tokens of the model
 * @param overlap share of a passage that the next one may repeat
 * @param analyzer of the words: {@link #BY_LANGUAGE} or {@link #ENGLISH}
 * @param engine that keeps its index; null leaves it to whoever is configured
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record GenerationSpec(
        @JsonProperty("model") String model,
        @JsonProperty("model_version") @Nullable String modelVersion,
        @JsonProperty("dimension") int dimension,
        @JsonProperty("passage_tokens") int passageTokens,
        @JsonProperty("overlap") double overlap,
        @JsonProperty("analyzer") String analyzer,
        @JsonProperty("engine") @Nullable Engine engine) {
    /** Every document is read as English. */
    public static final String ENGLISH = "english";

    /** Each document is read in its own language. */
    public static final String BY_LANGUAGE = "by-language";

    /** Of whatever version the model is, kept by the configured engine. */
    public GenerationSpec(String model, int dimension, int passageTokens, double overlap, String analyzer) {
        this(model, null, dimension, passageTokens, overlap, analyzer);
    }

    /** Kept by the configured engine. */
    public GenerationSpec(
            String model,
            @Nullable String modelVersion,
            int dimension,
            int passageTokens,
            double overlap,
            String analyzer) {
        this(model, modelVersion, dimension, passageTokens, overlap, analyzer, null);
    }
}
