package io.trovex.benchmarks.relevance;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.trovex.benchmarks.relevance.ModeQuality.QueryQuality;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What {@code trovex evaluate} says of one collection.
 *
 * @param documents submitted; records without a word are left out
 * @param queries with at least one judgment
 * @param ingestSeconds from the first document sent to the last one searchable
 */
public record Evaluation(
        @JsonProperty("collection") String collection,
        @JsonProperty("documents") int documents,
        @JsonProperty("queries") int queries,
        @JsonProperty("modes") Map<String, ModeQuality> modes,
        @JsonProperty("ingest_seconds") double ingestSeconds) {

    public static final List<String> MODES = List.of("hybrid", "keyword", "semantic");

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
        for (String mode : MODES) {
            List<QueryQuality> measured = new ArrayList<>();
            for (TestCollection.Query query : judged) {
                Map<String, Integer> grades = collection.judgments().getOrDefault(query.queryId(), Map.of());
                List<String> ranked = ranker.rank(query.text(), mode, DEPTH);
                measured.add(new QueryQuality(
                        RankingMetrics.ndcg(ranked, grades, 10),
                        RankingMetrics.recall(ranked, grades, 100),
                        RankingMetrics.reciprocalRank(ranked, grades, 10)));
            }
            modes.put(mode, ModeQuality.over(measured));
        }
        return new Evaluation(collection.name(), documents, judged.size(), modes, ingestSeconds);
    }
}
