package io.trovex.ingest.version;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A hybrid logical clock in microseconds since the epoch: the wall clock while it moves on, a counter while it stands
 * still or runs backwards. No two calls give the same version, and each is greater than all before. Thread-safe.
 */
public final class HybridLogicalClock {
    private final InstantSource wall;
    private final long mostDriftMicros;
    private final AtomicLong last = new AtomicLong();

    /** @param mostDrift how far ahead of the wall clock an observed version may be and still be believed */
    public HybridLogicalClock(InstantSource wall, Duration mostDrift) {
        this.wall = wall;
        this.mostDriftMicros = mostDrift.toMillis() * 1_000;
    }

    public long next() {
        long now = micros(wall.instant());
        return last.updateAndGet(previous -> Math.max(previous + 1, now));
    }

    /**
     * Takes note of a version from the log, so that {@link #next} passes it: another replica's clock may be ahead, or
     * this one was set back across a restart. A version too far ahead is a client's own numbering and is ignored.
     */
    public void observe(long version) {
        if (version - mostDriftMicros <= micros(wall.instant())) {
            last.accumulateAndGet(version, Math::max);
        }
    }

    private static long micros(Instant instant) {
        return instant.getEpochSecond() * 1_000_000 + instant.getNano() / 1_000;
    }
}
