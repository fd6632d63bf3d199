package io.trovex.index.search;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** Why the model made no vector of a query. */
public enum DegradedReason {
    /** It took longer than its budget. */
    @JsonProperty("embedder_timeout")
    EMBEDDER_TIMEOUT,
    /** It does not answer, or failed so often a moment ago that it is not asked now. */
    @JsonProperty("embedder_unavailable")
    EMBEDDER_UNAVAILABLE,
    /** Too many queries wait for it already. */
    @JsonProperty("embedder_saturated")
    EMBEDDER_SATURATED,
    /** What answers is another model than the generation's. */
    @JsonProperty("embedder_mismatch")
    EMBEDDER_MISMATCH;

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
