package io.trovex.contracts;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How the index settled a document's version. */
public enum Outcome {
    /** Searchable now. */
    @JsonProperty("indexed")
    INDEXED,
    /** Dropped: the index already holds a newer version. */
    @JsonProperty("superseded")
    SUPERSEDED,
    /** Gone from search; a tombstone keeps its version. */
    @JsonProperty("deleted")
    DELETED
}
