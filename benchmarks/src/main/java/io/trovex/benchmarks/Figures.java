package io.trovex.benchmarks;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Sums up what was measured. */
public final class Figures {

    private Figures() {}

    /** The nearest-rank percentile. */
    public static double percentile(List<Double> values, double percent) {
        double[] sorted = values.stream().mapToDouble(Double::doubleValue).toArray();
        Arrays.sort(sorted);
        int rank = (int) Math.ceil(percent / 100 * sorted.length);
        return sorted[Math.clamp(rank - 1, 0, sorted.length - 1)];
    }

    public static double median(List<Double> values) {
        return percentile(values, 50);
    }

    /** {@code p50}, {@code p99} and {@code max} of times in milliseconds. */
    public static Map<String, Object> latency(List<Double> milliseconds) {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("n", milliseconds.size());
        figures.put("p50_ms", rounded(percentile(milliseconds, 50)));
        figures.put("p99_ms", rounded(percentile(milliseconds, 99)));
        figures.put("max_ms", rounded(percentile(milliseconds, 100)));
        return figures;
    }

    /** To three decimals: more would be noise. */
    public static double rounded(double value) {
        return Math.round(value * 1000) / 1000.0;
    }

    public static double milliseconds(long fromNanos) {
        return (System.nanoTime() - fromNanos) / 1e6;
    }
}
