package io.trovex.index.search;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.trovex.contracts.Generation;
import io.trovex.index.query.Notice;
import java.time.Instant;
import java.util.List;
import java.util.Map;
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
 * @param notices where the query was not taken as it may have been meant; absent when there is nothing to say
 * @param asOf every document whose submission was acknowledged before was searchable, or had been refused; absent while
 *     nobody knows
 * @param total how many documents have one of the words, or are among the nearest by meaning that are put forward
 * @param groups how many groups they make, where hits are grouped
 * @param facets by the name of their field, where asked for
 * @param hits best first, or in the order asked for; what is equal in the order of the ids
 * @param passages best first, within the tokens asked for; absent when none were
 * @param nextCursor asks for the next page; absent on the last one, and when pages were not asked for
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
        @JsonProperty("notices") @Nullable List<Notice> notices,
        @JsonProperty("as_of") @Nullable Instant asOf,
        @JsonProperty("total") Total total,
        @JsonProperty("groups") @Nullable Total groups,
        @JsonProperty("facets") @Nullable Map<String, FacetCounts> facets,
        @JsonProperty("hits") List<SearchHit> hits,
        @JsonProperty("passages") @Nullable List<ContextPassage> passages,
        @JsonProperty("next_cursor") @Nullable String nextCursor) {

    static SearchResponse of(
            String queryId,
            double tookMs,
            Generation generation,
            SearchMode mode,
            @Nullable Degradation degradation,
            @Nullable Instant asOf,
            Answer answer,
            @Nullable String nextCursor) {
        return new SearchResponse(
                queryId,
                tookMs,
                generation.id(),
                generation.model(),
                Variant.SERVING,
                100,
                mode,
                degradation != null,
                degradation == null ? null : degradation.reason(),
                degradation == null ? null : degradation.fallback(),
                answer.notices().isEmpty() ? null : answer.notices(),
                asOf,
                answer.total(),
                answer.groups(),
                answer.facets(),
                answer.hits(),
                answer.passages(),
                nextCursor);
    }

    /** The same answer to a user who has this variant. */
    public SearchResponse asVariant(Variant of, double percent) {
        return routed(of, percent, fallback);
    }

    /** The same answer, in the place of another generation's. */
    public SearchResponse inPlaceOfAnother() {
        return routed(variant, share, degraded ? fallback : Fallback.SERVING_GENERATION);
    }

    /** Other hits of the same search. */
    SearchResponse page(String otherQueryId, double otherTookMs, List<SearchHit> others, @Nullable String cursor) {
        return new SearchResponse(
                otherQueryId,
                otherTookMs,
                generation,
                model,
                variant,
                share,
                mode,
                degraded,
                degradedReason,
                fallback,
                notices,
                asOf,
                total,
                groups,
                facets,
                others,
                null,
                cursor);
    }

    private SearchResponse routed(Variant of, double percent, @Nullable Fallback by) {
        return new SearchResponse(
                queryId,
                tookMs,
                generation,
                model,
                of,
                percent,
                mode,
                degraded,
                degradedReason,
                by,
                notices,
                asOf,
                total,
                groups,
                facets,
                hits,
                passages,
                nextCursor);
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
