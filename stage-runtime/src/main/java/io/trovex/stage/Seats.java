package io.trovex.stage;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Has the stages of a process compute in turns, one processor fewer of them than there are: beside documents, a search
 * finds a processor. A courtesy and no lock: who waits too long, for one that waits itself for something slow, goes on.
 * Thread-safe.
 */
final class Seats {
    private static final Duration PATIENCE = Duration.ofMillis(250);

    private final Semaphore free;

    Seats(int count) {
        this.free = new Semaphore(count, true);
    }

    static Seats ofThisMachine() {
        return new Seats(Math.max(1, Runtime.getRuntime().availableProcessors() - 1));
    }

    void use(Runnable work) {
        boolean seated = take();
        try {
            work.run();
        } finally {
            if (seated) {
                free.release();
            }
        }
    }

    private boolean take() {
        try {
            return free.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
