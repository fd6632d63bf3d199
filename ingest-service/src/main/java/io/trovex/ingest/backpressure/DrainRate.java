package io.trovex.ingest.backpressure;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/** How many documents a second came to an end lately: the slope of their count over a moving window. Thread-safe. */
public final class DrainRate {
    private record Count(Instant at, long settled) {}

    private final Duration window;
    private final Deque<Count> counts = new ArrayDeque<>();

    public DrainRate(Duration window) {
        this.window = window;
    }

    /** @param settled how many documents have ever settled; a count below the last one starts over */
    public synchronized void observe(Instant at, long settled) {
        if (!counts.isEmpty() && settled < counts.getLast().settled()) {
            counts.clear();
        }
        counts.addLast(new Count(at, settled));
        while (counts.size() > 2 && counts.getFirst().at().isBefore(at.minus(window))) {
            counts.removeFirst();
        }
    }

    /** 0 while nothing is known. */
    public synchronized double perSecond() {
        if (counts.size() < 2) {
            return 0;
        }
        double seconds =
                Duration.between(counts.getFirst().at(), counts.getLast().at()).toNanos() / 1e9;
        return seconds <= 0
                ? 0
                : (counts.getLast().settled() - counts.getFirst().settled()) / seconds;
    }
}
