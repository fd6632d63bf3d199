package io.trovex.benchmarks.relevance;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;

/**
 * Two configurations on the same queries. The p-value is that of a two-sided randomisation test: how often the mean
 * difference would be as large if each query's difference had either sign by chance (Smucker, Allan and Carterette, CIKM
 * 2007), over {@value #PERMUTATIONS} permutations from a fixed seed.
 *
 * @param queries that both answered
 * @param difference mean nDCG@10 of the second less that of the first
 * @param standardError of the difference
 * @param p 0 to 1; small when chance does not explain the difference
 * @param gained the queries that gained most, the largest gain first
 * @param lost those that lost most, the largest loss first
 */
public record PairedTest(
        @JsonProperty("queries") int queries,
        @JsonProperty("difference") double difference,
        @JsonProperty("difference_se") double standardError,
        @JsonProperty("p") double p,
        @JsonProperty("gained") List<Change> gained,
        @JsonProperty("lost") List<Change> lost) {
    private static final int PERMUTATIONS = 10_000;
    private static final int SHOWN = 5;
    private static final long SEED = 1;

    /** One query's nDCG@10 before and after. */
    public record Change(
            @JsonProperty("query_id") String queryId,
            @JsonProperty("before") double before,
            @JsonProperty("after") double after) {
        double difference() {
            return after - before;
        }
    }

    /**
     * @param before nDCG@10 by query
     * @throws IllegalArgumentException if no query is in both
     */
    public static PairedTest of(Map<String, Double> before, Map<String, Double> after) {
        List<Change> changes = new TreeSet<>(before.keySet())
                .stream()
                        .filter(after::containsKey)
                        .map(query ->
                                new Change(query, before.getOrDefault(query, 0.0), after.getOrDefault(query, 0.0)))
                        .toList();
        if (changes.isEmpty()) {
            throw new IllegalArgumentException("the two have no query in common");
        }
        double[] differences = changes.stream().mapToDouble(Change::difference).toArray();
        Comparator<Change> byGain = Comparator.comparingDouble(Change::difference);
        return new PairedTest(
                differences.length,
                mean(differences),
                standardError(differences),
                p(differences),
                most(changes, byGain.reversed(), 1),
                most(changes, byGain, -1));
    }

    private static List<Change> most(List<Change> changes, Comparator<Change> order, int sign) {
        return changes.stream()
                .filter(change -> sign * change.difference() > 0)
                .sorted(order.thenComparing(Change::queryId))
                .limit(SHOWN)
                .toList();
    }

    private static double p(double[] differences) {
        double observed = Math.abs(mean(differences));
        Random random = new Random(SEED);
        int asLarge = 0;
        for (int i = 0; i < PERMUTATIONS; i++) {
            double sum = 0;
            for (double difference : differences) {
                sum += random.nextBoolean() ? difference : -difference;
            }
            if (Math.abs(sum / differences.length) >= observed - 1e-12) {
                asLarge++;
            }
        }
        return (asLarge + 1.0) / (PERMUTATIONS + 1.0);
    }

    private static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    private static double standardError(double[] values) {
        double mean = mean(values);
        double squares = 0;
        for (double value : values) {
            squares += (value - mean) * (value - mean);
        }
        return values.length < 2 ? 0 : Math.sqrt(squares / (values.length - 1) / values.length);
    }
}
