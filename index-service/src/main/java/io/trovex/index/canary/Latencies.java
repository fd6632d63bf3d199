package io.trovex.index.canary;

import java.time.Duration;
import org.HdrHistogram.Histogram;

/** How long searches took, in microseconds to two digits. Immutable; those of several processes add up exactly. */
public final class Latencies {
    static final long LONGEST_MICROS = Duration.ofMinutes(1).toNanos() / 1_000;
    static final int DIGITS = 2;

    public static final Latencies NONE = new Latencies(new Histogram(LONGEST_MICROS, DIGITS));

    private final Histogram histogram;

    Latencies(Histogram histogram) {
        this.histogram = histogram;
    }

    public long count() {
        return histogram.getTotalCount();
    }

    public Duration quantile(double quantile) {
        return micros(histogram.getValueAtPercentile(quantile * 100));
    }

    public long countAbove(Duration limit) {
        long limitMicros = Math.min(limit.toNanos() / 1_000, LONGEST_MICROS);
        return count() - histogram.getCountBetweenValues(0, limitMicros);
    }

    public Latencies plus(Latencies other) {
        Histogram sum = histogram.copy();
        sum.add(other.histogram);
        return new Latencies(sum);
    }

    private static Duration micros(long micros) {
        return Duration.ofNanos(micros * 1_000);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Latencies that && histogram.equals(that.histogram);
    }

    @Override
    public int hashCode() {
        return Long.hashCode(count());
    }

    @Override
    public String toString() {
        return "%d, p50 %s, p95 %s, p99 %s".formatted(count(), quantile(0.5), quantile(0.95), quantile(0.99));
    }
}
