package io.trovex.stage.threads;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * A virtual thread's time on its carrier, which nobody ends but itself: one that computes for long keeps all others from
 * it. Platform threads are preempted and give nothing up. Not thread-safe.
 */
public final class Turn {
    private static final long LENGTH = Duration.ofMillis(1).toNanos();

    private long end = System.nanoTime() + LENGTH;

    /** Lets those go first that wait already. */
    public static void giveUp() {
        if (Thread.currentThread().isVirtual()) {
            // the shortest wait is in another queue; to yield is to stay in one's own
            LockSupport.parkNanos(1);
        }
    }

    /** To be called every so often by whoever computes for long: after a millisecond it is the others' turn. */
    public void giveUpAtItsEnd() {
        if (System.nanoTime() - end >= 0) {
            giveUp();
            end = System.nanoTime() + LENGTH;
        }
    }
}
