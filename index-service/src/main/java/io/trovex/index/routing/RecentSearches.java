package io.trovex.index.routing;

import java.time.Duration;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;

/** How long searches of late took, whoever answered them. Thread-safe. */
public final class RecentSearches {
    private static final long LONGEST_MICROS = Duration.ofMinutes(1).toNanos() / 1_000;
    private static final int DIGITS = 2;

    private final Recorder recorder = new Recorder(LONGEST_MICROS, DIGITS);
    private final Histogram unweighed = new Histogram(LONGEST_MICROS, DIGITS);
    private Duration known = Duration.ZERO;

    void add(Duration took) {
        recorder.recordValue(Math.clamp(took.toNanos() / 1_000, 0, LONGEST_MICROS));
    }

    /**
     * The 99th percentile of the newest searches; zero if there was none since the last call.
     *
     * @param least searches that tell something: where they come slowly, an older word holds until so many came
     */
    public synchronized Duration p99(int least) {
        Histogram since = recorder.getIntervalHistogram();
        unweighed.add(since);
        if (since.getTotalCount() == 0) {
            known = Duration.ZERO;
            unweighed.reset();
        } else if (unweighed.getTotalCount() >= least) {
            known = Duration.ofNanos(unweighed.getValueAtPercentile(99) * 1_000);
            unweighed.reset();
        }
        return known;
    }
}
