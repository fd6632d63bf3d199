package io.trovex.index.routing;

import java.time.Duration;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;

/** How long searches of late took, whoever answered them. Thread-safe. */
public final class RecentSearches {
    private static final long LONGEST_MICROS = Duration.ofMinutes(1).toNanos() / 1_000;
    private static final int DIGITS = 2;

    private final Recorder recorder = new Recorder(LONGEST_MICROS, DIGITS);

    void add(Duration took) {
        recorder.recordValue(Math.clamp(took.toNanos() / 1_000, 0, LONGEST_MICROS));
    }

    /**
     * Takes what came since the last call.
     *
     * @param least searches that tell something; of fewer it is zero
     */
    public Duration p99(int least) {
        Histogram since = recorder.getIntervalHistogram();
        return since.getTotalCount() < least ? Duration.ZERO : Duration.ofNanos(since.getValueAtPercentile(99) * 1_000);
    }
}
