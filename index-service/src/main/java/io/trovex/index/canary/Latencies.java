package io.trovex.index.canary;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.zip.DataFormatException;
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

    /** An HdrHistogram, compressed (V2), in base64. */
    public String encoded() {
        ByteBuffer buffer = ByteBuffer.allocate(histogram.getNeededByteBufferCapacity());
        int length = histogram.encodeIntoCompressedByteBuffer(buffer);
        return Base64.getEncoder().encodeToString(Arrays.copyOf(buffer.array(), length));
    }

    /** @throws IllegalArgumentException if it is no such histogram */
    public static Latencies decode(String encoded) {
        try {
            ByteBuffer buffer = ByteBuffer.wrap(Base64.getDecoder().decode(encoded));
            return new Latencies(Histogram.decodeFromCompressedByteBuffer(buffer, LONGEST_MICROS));
        } catch (DataFormatException | BufferUnderflowException e) {
            throw new IllegalArgumentException("no histogram of latencies", e);
        }
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
