package io.trovex.index.document.kafka;

import java.time.Duration;

/**
 * Time that the index leaves to others after a poll. Whatever is in a poll costs a refresh, a segment and its merges, as
 * much for one document as for fifty: under a steady load polls grow, and many documents share that. A single document
 * finds the index waiting for it, and a backlog finds no rest.
 */
final class Rest {
    /** So many records are enough for a poll. */
    private static final int MANY = 100;

    private static final int TIMES_THE_WORK = 4;
    private static final Duration LONGEST = Duration.ofMillis(200);

    private Rest() {}

    /** @param took the poll of so many {@code records} */
    static Duration after(int records, Duration took) {
        if (records >= MANY) {
            return Duration.ZERO;
        }
        Duration share = took.multipliedBy(TIMES_THE_WORK);
        return share.compareTo(LONGEST) < 0 ? share : LONGEST;
    }

    static void take(int records, Duration took) {
        try {
            Thread.sleep(after(records, took));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
