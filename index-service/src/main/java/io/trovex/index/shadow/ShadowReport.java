package io.trovex.index.shadow;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.trovex.index.search.SearchHit;
import io.trovex.index.search.SearchMode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The same queries, asked of the serving generation and of a candidate.
 *
 * @param queries that were asked of both
 * @param overlap mean share of the first ten that both show
 * @param correlation mean Kendall's τ of the documents that both show; absent where no query has two of them
 * @param same share of the queries with the same first ten in the same order
 * @param examples that differ most, the most different first
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ShadowReport(
        @JsonProperty("queries") int queries,
        @JsonProperty("overlap_at_10") double overlap,
        @JsonProperty("rank_correlation") @Nullable Double correlation,
        @JsonProperty("same_rate") double same,
        @JsonProperty("serving") Side serving,
        @JsonProperty("candidate") Side candidate,
        @JsonProperty("examples") List<Example> examples) {

    /** In one line, candidate after serving. */
    public String summary() {
        return "%d queries: overlap@10 %.2f, rank correlation %s, no result %.1f / %.1f %%, degraded %.1f / %.1f %%, failed %.1f / %.1f %%, p99 %.1f / %.1f ms"
                .formatted(
                        queries,
                        overlap,
                        correlation == null ? "unknown" : "%.2f".formatted(correlation),
                        serving.zeroResults() * 100,
                        candidate.zeroResults() * 100,
                        serving.degraded() * 100,
                        candidate.degraded() * 100,
                        serving.failed() * 100,
                        candidate.failed() * 100,
                        serving.p99(),
                        candidate.p99());
    }

    /**
     * What one generation did.
     *
     * @param p50 of the time a search took, in milliseconds, with the query's embedding
     * @param zeroResults share of the answers without a document
     * @param degraded share of the answers without its model
     * @param failed share of the queries without an answer
     */
    public record Side(
            @JsonProperty("generation") String generation,
            @JsonProperty("model") String model,
            @JsonProperty("p50_ms") double p50,
            @JsonProperty("p99_ms") double p99,
            @JsonProperty("zero_result_rate") double zeroResults,
            @JsonProperty("degraded_rate") double degraded,
            @JsonProperty("failure_rate") double failed) {}

    /** One query's first documents. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Example(
            @JsonProperty("query") String query,
            @JsonProperty("mode") SearchMode mode,
            @JsonProperty("filter") @Nullable Map<String, Object> filter,
            @JsonProperty("overlap_at_10") double overlap,
            @JsonProperty("serving") List<Shown> serving,
            @JsonProperty("candidate") List<Shown> candidate) {}

    /** A document as a list of results shows it. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Shown(
            @JsonProperty("doc_id") String docId,
            @JsonProperty("title") @Nullable String title) {
        static Shown of(SearchHit hit) {
            return new Shown(hit.docId(), hit.title());
        }
    }
}
