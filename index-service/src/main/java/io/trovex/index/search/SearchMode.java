package io.trovex.index.search;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a search compares. */
public enum SearchMode {
    /** Keywords and meaning, fused. */
    @JsonProperty("hybrid")
    HYBRID,
    /** BM25 on title and body. */
    @JsonProperty("keyword")
    KEYWORD,
    /** The query's vector with the passages'. */
    @JsonProperty("semantic")
    SEMANTIC
}
