package io.trovex.index.search.web;

import java.time.Instant;

/** Instants as milliseconds. */
final class Instants {
    private Instants() {}

    /** Since the epoch; an instant too far away to count is as far as can be counted. */
    static long millis(Instant instant) {
        try {
            return instant.toEpochMilli();
        } catch (ArithmeticException _) {
            return instant.isBefore(Instant.EPOCH) ? Long.MIN_VALUE : Long.MAX_VALUE;
        }
    }
}
