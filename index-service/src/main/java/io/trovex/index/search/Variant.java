package io.trovex.index.search;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** Which generation a search was for. */
public enum Variant {
    /** The one that serves everybody who does not try another. */
    @JsonProperty("serving")
    SERVING,
    /** The one that a share of the users tries. */
    @JsonProperty("candidate")
    CANDIDATE;

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
