package io.trovex.stage;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** Holds records in the middle of their stage until they may pass. */
final class SlowRecords {
    private final CountDownLatch leave = new CountDownLatch(1);
    private final AtomicInteger inHand = new AtomicInteger();

    void await() {
        inHand.incrementAndGet();
        try {
            leave.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    int inHand() {
        return inHand.get();
    }

    void mayPass() {
        leave.countDown();
    }
}
