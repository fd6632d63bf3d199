package io.trovex.ingest.backpressure;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * When a refused client may come again: as soon as the pipeline will have drained to the low mark, in whole seconds from
 * 1 to 60, and up to a fifth later so that not all come at once.
 */
public final class RetryAfter {
    private static final long LEAST = 1;
    private static final long MOST = 60;
    private static final double JITTER = 0.2;

    private final long low;
    private final DoubleSupplier random;

    /** @param random from 0 to below 1 */
    public RetryAfter(long low, DoubleSupplier random) {
        this.low = low;
        this.random = random;
    }

    public Duration from(long depth, double drainPerSecond) {
        double seconds = drainPerSecond <= 0 ? MOST : Math.ceil(Math.max(0, depth - low) / drainPerSecond);
        double clamped = Math.clamp(seconds, LEAST, MOST);
        double late = Math.floor(clamped * (1 + JITTER * random.getAsDouble()));
        return Duration.ofSeconds((long) Math.min(MOST, late));
    }
}
