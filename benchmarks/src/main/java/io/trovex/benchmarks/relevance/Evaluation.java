package io.trovex.benchmarks.relevance;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.trovex.benchmarks.relevance.ModeQuality.QueryQuality;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What {@code trovex evaluate} says of one collection.
 *
 * @param documents submitted; records without a word are left out
 * @param queries with at least one judgment
 * @param ingestSeconds from the first document sent to the last one searchable
 * @param ndcgByQuery nDCG@10 by query by mode; absent from what is printed
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Evaluation(
        @JsonProperty("collection") String collection,
        @JsonProperty("documents") int documents,
        @JsonProperty("queries") int queries,
        @JsonProperty("modes") Map<String, ModeQuality> modes,
        @JsonProperty("ingest_seconds") double ingestSeconds,
        @JsonProperty("ndcg_by_query") @Nullable Map<String, Map<String, Double>> ndcgByQuery) {

    private static final String HYBRID = "hybrid";

    public static final List<String> MODES = List.of(HYBRID, "keyword", "semantic");

    /** Deep enough for recall@100. */
    public static final int DEPTH = 100;

    /** Answers a query with document ids, best first. */
    @FunctionalInterface
    public interface Ranker {
        List<String> rank(String query, String mode, int size);
    }

    /** Asks every judged query in every mode. */
    public static Evaluation of(TestCollection collection, Ranker ranker, int documents, double ingestSeconds) {
        List<TestCollection.Query> judged = collection.queries().stream()
                .filter(query -> collection.judgments().containsKey(query.queryId()))
                .toList();
        Map<String, ModeQuality> modes = new LinkedHashMap<>();
        Map<String, Map<String, Double>> ndcg = new LinkedHashMap<>();
        for (String mode : MODES) {
            Map<String, Double> byQuery = new LinkedHashMap<>();
            List<QueryQuality> measured = new ArrayList<>();
            for (TestCollection.Query query : judged) {
                Map<String, Integer> grades = collection.judgments().getOrDefault(query.queryId(), Map.of());
                List<String> ranked = ranker.rank(query.text(), mode, DEPTH);
                QueryQuality quality = new QueryQuality(
                        RankingMetrics.ndcg(ranked, grades, 10),
                        RankingMetrics.recall(ranked, grades, 100),
                        RankingMetrics.reciprocalRank(ranked, grades, 10));
                measured.add(quality);
                byQuery.put(query.queryId(), quality.ndcg());
            }
            modes.put(mode, ModeQuality.over(measured));
            ndcg.put(mode, byQuery);
        }
        return new Evaluation(collection.name(), documents, judged.size(), modes, ingestSeconds, ndcg);
    }

    /** Without the single queries. */
    public Evaluation summary() {
        return new Evaluation(collection, documents, queries, modes, ingestSeconds, null);
    }

    /**
     * This one as what came after another, by mode.
     *
     * @throws IllegalArgumentException if the two are not of one collection, or the other has no single queries
     */
    public Map<String, PairedTest> against(Evaluation before) {
        Map<String, Map<String, Double>> theirs = before.ndcgByQuery;
        if (ndcgByQuery == null || theirs == null) {
            throw new IllegalArgumentException("that file has no single queries: save it with --save");
        }
        if (!collection.equals(before.collection)) {
            throw new IllegalArgumentException("that file is of %s, not %s".formatted(before.collection, collection));
        }
        Map<String, PairedTest> tests = new LinkedHashMap<>();
        ndcgByQuery.forEach((mode, after) -> {
            Map<String, Double> other = theirs.get(mode);
            if (other != null) {
                tests.put(mode, PairedTest.of(other, after));
            }
        });
        return tests;
    }

    /**
     * The hybrid mode as what came after each single one.
     *
     * @throws IllegalArgumentException if there are no single queries
     */
    public Map<String, PairedTest> hybridAgainst() {
        if (ndcgByQuery == null) {
            throw new IllegalArgumentException("a summary has no single queries");
        }
        Map<String, Double> hybrid = ndcgByQuery.getOrDefault(HYBRID, Map.of());
        Map<String, PairedTest> tests = new LinkedHashMap<>();
        ndcgByQuery.forEach((mode, single) -> {
            if (!mode.equals(HYBRID)) {
                tests.put(mode, PairedTest.of(single, hybrid));
            }
        });
        return tests;
    }
}
