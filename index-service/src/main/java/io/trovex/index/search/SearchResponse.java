package io.trovex.index.search;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a {@link SearchRequest}.
 *
 * @param queryId names this answer in feedback
 * @param generation whose index answered
 * @param model whose vectors it holds
 * @param variant which generation the search was for; another may have answered, see {@code fallback}
 * @param share percent of the users who have that variant
 * @param degraded whether the model made no vector of the query, so that something else answered
 * @param degradedReason why, if so
 * @param fallback what answered in the place of the variant's model, if anything
 * @param hits best first; equal scores in the order of their ids
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SearchResponse(
        @JsonProperty("query_id") String queryId,
        @JsonProperty("took_ms") double tookMs,
        @JsonProperty("generation") String generation,
        @JsonProperty("model") String model,
        @JsonProperty("variant") Variant variant,
        @JsonProperty("share") double share,
        @JsonProperty("mode") SearchMode mode,
        @JsonProperty("degraded") boolean degraded,
        @JsonProperty("degraded_reason") @Nullable DegradedReason degradedReason,
        @JsonProperty("fallback") @Nullable Fallback fallback,
        @JsonProperty("total") Total total,
        @JsonProperty("hits") List<SearchHit> hits) {

    static SearchResponse of(
            String queryId,
            double tookMs,
            String generation,
            String model,
            SearchMode mode,
            @Nullable Degradation degradation,
            Total total,
            List<SearchHit> hits) {
        return new SearchResponse(
                queryId,
                tookMs,
                generation,
                model,
                Variant.SERVING,
                100,
                mode,
                degradation != null,
                degradation == null ? null : degradation.reason(),
                degradation == null ? null : degradation.fallback(),
                total,
                hits);
    }

    /** The same answer to a user who has this variant. */
    public SearchResponse asVariant(Variant of, double percent) {
        return new SearchResponse(
                queryId, tookMs, generation, model, of, percent, mode, degraded, degradedReason, fallback, total, hits);
    }

    /** The same answer, in the place of another generation's. */
    public SearchResponse inPlaceOfAnother() {
        return new SearchResponse(
                queryId,
                tookMs,
                generation,
                model,
                variant,
                share,
                mode,
                degraded,
                degradedReason,
                degraded ? fallback : Fallback.SERVING_GENERATION,
                total,
                hits);
    }

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
