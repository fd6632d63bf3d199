package io.trovex.index.canary;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** Counts what the searches of one generation come to. Thread-safe. */
public final class ArmRecorder {
    private final Map<Outcome, Long> outcomes = new EnumMap<>(Outcome.class);
    private final Histogram latencies = new Histogram(Latencies.LONGEST_MICROS, Latencies.DIGITS);
    private int failuresInARow;

    /** @param took until this generation answered or failed; a failure's time does not count as a latency */
    public synchronized void add(Outcome outcome, Duration took) {
        outcomes.merge(outcome, 1L, Long::sum);
        if (outcome == Outcome.FAILED) {
            failuresInARow++;
        } else {
            failuresInARow = 0;
            latencies.recordValue(Math.clamp(took.toNanos() / 1_000, 0, Latencies.LONGEST_MICROS));
        }
    }

    public synchronized ArmCounts counts() {
        return new ArmCounts(
                outcomes.values().stream().mapToLong(Long::longValue).sum(),
                count(Outcome.EMPTY),
                count(Outcome.DEGRADED),
                count(Outcome.FAILED),
                failuresInARow,
                new Latencies(latencies.copy()));
    }

    private long count(Outcome outcome) {
        return outcomes.getOrDefault(outcome, 0L);
    }
}
