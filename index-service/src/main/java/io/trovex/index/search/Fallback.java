package io.trovex.index.search;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** What answers a search that the generation it was for could not answer by its model. */
public enum Fallback {
    /** The serving generation, for the candidate: as good an answer as others get. */
    @JsonProperty("serving_generation")
    SERVING_GENERATION,
    /** A static encoder fitted to the generation's vectors: by meaning still, a little less well. */
    @JsonProperty("static_encoder")
    STATIC_ENCODER,
    /** The words alone. */
    @JsonProperty("keywords")
    KEYWORDS;

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
