package io.trovex.contracts;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Who keeps an index. */
public enum Engine {
    /** The index service's own process, in its directory. */
    @JsonProperty("lucene")
    LUCENE,
    /** A cluster, which may be as large as the index needs. */
    @JsonProperty("opensearch")
    OPENSEARCH
}
