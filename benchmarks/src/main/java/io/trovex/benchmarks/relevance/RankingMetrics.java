package io.trovex.benchmarks.relevance;

import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Measures of one ranked answer against graded judgments, as trec_eval computes them. All lie in 0–1. */
final class RankingMetrics {

    private RankingMetrics() {}

    /** nDCG@k with linear gain: Σ grade / log2(rank + 1), over the same sum of the best possible order. */
    static double ndcg(List<String> ranked, Map<String, Integer> grades, int k) {
        double gained = 0;
        for (int i = 0; i < Math.min(k, ranked.size()); i++) {
            gained += grades.getOrDefault(ranked.get(i), 0) * discount(i);
        }
        List<Integer> best = grades.values().stream()
                .sorted(Comparator.reverseOrder())
                .limit(k)
                .toList();
        double ideal = 0;
        for (int i = 0; i < best.size(); i++) {
            ideal += best.get(i) * discount(i);
        }
        return ideal == 0 ? 0 : gained / ideal;
    }

    /** Share of all relevant documents that are among the first k. */
    static double recall(List<String> ranked, Map<String, Integer> grades, int k) {
        long relevant = grades.values().stream().filter(grade -> grade > 0).count();
        long found = ranked.stream()
                .limit(k)
                .filter(doc -> grades.getOrDefault(doc, 0) > 0)
                .count();
        return relevant == 0 ? 0 : (double) found / relevant;
    }

    /** 1 / rank of the first relevant document among the first k, else 0. */
    static double reciprocalRank(List<String> ranked, Map<String, Integer> grades, int k) {
        for (int i = 0; i < Math.min(k, ranked.size()); i++) {
            if (grades.getOrDefault(ranked.get(i), 0) > 0) {
                return 1.0 / (i + 1);
            }
        }
        return 0;
    }

    private static double discount(int index) {
        return Math.log(2) / Math.log(index + 2.0);
    }
}
