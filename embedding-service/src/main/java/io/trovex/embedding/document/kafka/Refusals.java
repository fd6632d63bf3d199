package io.trovex.embedding.document.kafka;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** Counts failures in a row; at so many, a candidate is given up, once. Thread-safe. */
final class Refusals {
    private final int most;
    private final Consumer<String> giveUp;
    private final AtomicInteger inARow = new AtomicInteger();

    /** @param giveUp told the reason of the last failure */
    Refusals(int most, Consumer<String> giveUp) {
        this.most = most;
        this.giveUp = giveUp;
    }

    void passed() {
        inARow.set(0);
    }

    void refused(String reason) {
        if (inARow.incrementAndGet() == most) {
            giveUp.accept(reason);
        }
    }
}
