package io.trovex.benchmarks.rollout;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Begins a request at every tick, whether or not the one before has its answer, until it is closed. */
final class SteadyLoad implements AutoCloseable {
    private static final int MOST_UNDER_WAY = 256;

    private final ExecutorService requests = Executors.newVirtualThreadPerTaskExecutor();
    private final Thread clock;
    private volatile boolean over;

    SteadyLoad(String name, double perSecond, Runnable request) {
        Semaphore underWay = new Semaphore(MOST_UNDER_WAY);
        long period = (long) (TimeUnit.SECONDS.toNanos(1) / perSecond);
        clock = Thread.ofPlatform().name(name).daemon().start(() -> {
            for (long due = System.nanoTime(); !over; due += period) {
                LockSupport.parkNanos(due - System.nanoTime());
                underWay.acquireUninterruptibly();
                requests.execute(() -> {
                    try {
                        request.run();
                    } finally {
                        underWay.release();
                    }
                });
            }
        });
    }

    /** Returns when every request has its answer. */
    @Override
    public void close() {
        over = true;
        try {
            clock.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        requests.close();
    }
}
