package io.trovex.index.search;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * The answer to a {@link SearchRequest}.
 *
 * @param queryId names this answer in feedback
 * @param generation whose index answered
 * @param model whose vectors it holds
 * @param degraded whether keywords alone answered because the embedder could not
 * @param hits best first; equal scores in the order of their ids
 */
public record SearchResponse(
        @JsonProperty("query_id") String queryId,
        @JsonProperty("took_ms") double tookMs,
        @JsonProperty("generation") String generation,
        @JsonProperty("model") String model,
        @JsonProperty("mode") SearchMode mode,
        @JsonProperty("degraded") boolean degraded,
        @JsonProperty("total") Total total,
        @JsonProperty("hits") List<SearchHit> hits) {
    /**
     * How many documents answer.
     *
     * @param relation whether that is all of them or there may be more
     */
    public record Total(
            @JsonProperty("value") long value,
            @JsonProperty("relation") Relation relation) {}

    /** As OpenSearch has it. */
    public enum Relation {
        @JsonProperty("eq")
        EQ,
        @JsonProperty("gte")
        GTE
    }
}
