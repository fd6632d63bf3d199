package io.trovex.index.search;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How a hybrid search joins its two rankings. */
public enum Fusion {
    /** Convex combination of normalised scores. */
    @JsonProperty("weighted")
    WEIGHTED,
    /** Reciprocal rank fusion. */
    @JsonProperty("rrf")
    RRF
}
