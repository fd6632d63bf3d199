package io.trovex.index.generation;

import io.trovex.index.engine.IndexUnavailableException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Whether what the log says is in effect in this process. Until then the configured generation may be one of long ago;
 * if it is empty, nobody is to be told that there is nothing. Thread-safe.
 */
final class Settled {
    private static final long A_MOMENT_MS = 1_000;

    private final CountDownLatch settled = new CountDownLatch(1);

    boolean isSo() {
        return settled.getCount() == 0;
    }

    void fromNowOn() {
        settled.countDown();
    }

    /**
     * Waits a moment for the end of the start.
     *
     * @throws IndexUnavailableException if it does not come
     */
    void await() {
        try {
            if (!settled.await(A_MOMENT_MS, TimeUnit.MILLISECONDS)) {
                throw new IndexUnavailableException("the log has not said yet which generation serves", null);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IndexUnavailableException("interrupted", e);
        }
    }
}
