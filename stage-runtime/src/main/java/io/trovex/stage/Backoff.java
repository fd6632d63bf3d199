package io.trovex.stage;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongUnaryOperator;

/**
 * How long to wait before a dependency is tried again: twice as long each time, and between half and all of that, so
 * that consumers that lost it together do not come back together.
 */
public final class Backoff {
    private static final int MOST_DOUBLINGS = 30;

    private final long firstMillis;
    private final long longestMillis;
    private final LongUnaryOperator jitter;

    /** @param longest that it never exceeds */
    public Backoff(Duration first, Duration longest) {
        this(first, longest, most -> ThreadLocalRandom.current().nextLong(most + 1));
    }

    /** @param jitter any number from 0 to the one it is given */
    Backoff(Duration first, Duration longest, LongUnaryOperator jitter) {
        this.firstMillis = first.toMillis();
        this.longestMillis = longest.toMillis();
        this.jitter = jitter;
    }

    /** @param failures so far, from 1 */
    public Duration delay(int failures) {
        long doubled = Math.multiplyExact(1L << Math.clamp(failures - 1, 0, MOST_DOUBLINGS), firstMillis);
        long ceiling = Math.min(doubled, longestMillis);
        return Duration.ofMillis(ceiling - jitter.applyAsLong(ceiling / 2));
    }
}
