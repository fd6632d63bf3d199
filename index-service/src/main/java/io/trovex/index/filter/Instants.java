package io.trovex.index.filter;

import java.time.Instant;

/** Instants as milliseconds. */
public final class Instants {
    private Instants() {}

    /** Since the epoch; an instant too far away to count is as far as can be counted. */
    public static long millis(Instant instant) {
        try {
            return instant.toEpochMilli();
        } catch (ArithmeticException _) {
            return instant.isBefore(Instant.EPOCH) ? Long.MIN_VALUE : Long.MAX_VALUE;
        }
    }
}
