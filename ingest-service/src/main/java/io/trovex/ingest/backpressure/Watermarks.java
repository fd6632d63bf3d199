package io.trovex.ingest.backpressure;

import java.time.Duration;

/**
 * Where the gate closes and opens.
 *
 * @param high documents in flight at which it closes
 * @param low documents in flight at which it opens again
 * @param dwell the least time that it stays closed
 */
public record Watermarks(long high, long low, Duration dwell) {
    public Watermarks {
        if (low < 0 || low >= high) {
            throw new IllegalArgumentException("the low mark %d is not below the high one %d".formatted(low, high));
        }
    }
}
