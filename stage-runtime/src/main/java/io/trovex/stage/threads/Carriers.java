package io.trovex.stage.threads;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The threads that virtual ones run on, of which requests are. The JVM starts one when somebody needs it, with the
 * {@link Niceness} of whoever that is, and gives up idle ones: here they are started before anybody is nice, and kept.
 */
public final class Carriers {
    /** Sooner than an idle one is given up, which is after 30 s. */
    private static final Duration USED_EACH = Duration.ofSeconds(5);

    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final AtomicBoolean KEPT = new AtomicBoolean();

    private Carriers() {}

    /** Returns when there is one for each processor. To be called by a thread with the niceness of the process. */
    public static void keep() {
        if (!KEPT.getAndSet(true)) {
            start();
            Thread.ofPlatform().name("carriers").daemon().start(Carriers::use);
        }
    }

    /** Each of so many virtual threads at once computes until the last has begun, which takes a carrier of its own. */
    private static void start() {
        CountDownLatch begun = new CountDownLatch(Runtime.getRuntime().availableProcessors());
        long end = System.nanoTime() + PATIENCE.toNanos();
        for (long i = begun.getCount(); i > 0; i--) {
            Thread.ofVirtual().start(() -> {
                begun.countDown();
                while (begun.getCount() > 0 && System.nanoTime() < end) {
                    Thread.onSpinWait();
                }
            });
        }
        try {
            boolean _ = begun.await(PATIENCE.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static void use() {
        try {
            while (true) {
                Thread.sleep(USED_EACH);
                Thread.ofVirtual().start(() -> {}).join();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
