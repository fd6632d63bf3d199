package io.trovex.benchmarks.relevance;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Means over all queries of one search mode; each {@code _se} is the standard error of its mean. */
public record ModeQuality(
        @JsonProperty("ndcg_at_10") double ndcgAt10,
        @JsonProperty("ndcg_at_10_se") double ndcgAt10Error,
        @JsonProperty("recall_at_100") double recallAt100,
        @JsonProperty("recall_at_100_se") double recallAt100Error,
        @JsonProperty("mrr_at_10") double mrrAt10,
        @JsonProperty("mrr_at_10_se") double mrrAt10Error) {

    /** The three measures of one query. */
    record QueryQuality(double ndcg, double recall, double reciprocalRank) {}

    static ModeQuality over(List<QueryQuality> queries) {
        return new ModeQuality(
                mean(queries, QueryQuality::ndcg),
                standardError(queries, QueryQuality::ndcg),
                mean(queries, QueryQuality::recall),
                standardError(queries, QueryQuality::recall),
                mean(queries, QueryQuality::reciprocalRank),
                standardError(queries, QueryQuality::reciprocalRank));
    }

    private static double mean(List<QueryQuality> queries, ToDoubleFunction<QueryQuality> measure) {
        return queries.stream().mapToDouble(measure).average().orElse(0);
    }

    /** s / √n with the sample variance. */
    private static double standardError(List<QueryQuality> queries, ToDoubleFunction<QueryQuality> measure) {
        int n = queries.size();
        if (n < 2) {
            return 0;
        }
        double mean = mean(queries, measure);
        double squares = queries.stream()
                .mapToDouble(query -> Math.pow(measure.applyAsDouble(query) - mean, 2))
                .sum();
        return Math.sqrt(squares / (n - 1) / n);
    }
}
