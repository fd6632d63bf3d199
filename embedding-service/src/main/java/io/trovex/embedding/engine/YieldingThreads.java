package io.trovex.embedding.engine;

import io.trovex.stage.threads.Niceness;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Threads that let the system run every other thread first. A thread inherits this from the one that starts it, and
 * whoever wakes a virtual thread may start its carrier: so nothing but pure computation belongs here.
 */
final class YieldingThreads implements AutoCloseable {
    private final ThreadPoolExecutor threads;

    YieldingThreads(int count) {
        threads = new ThreadPoolExecutor(
                count,
                count,
                0,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                work -> Thread.ofPlatform().name("embedding-run").daemon().unstarted(() -> {
                    Niceness.YIELDING.apply();
                    work.run();
                }));
        threads.prestartAllCoreThreads();
    }

    /** Waits for the result, also while interrupted. Called by platform threads only. */
    <V> V call(Callable<V> computation) {
        Future<V> result = threads.submit(computation);
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return result.get();
                } catch (InterruptedException _) {
                    interrupted = true;
                } catch (ExecutionException e) {
                    throw unchecked(e.getCause());
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static RuntimeException unchecked(@Nullable Throwable cause) {
        switch (cause) {
            case Error error -> throw error;
            case RuntimeException failure -> throw failure;
            case null, default -> throw new IllegalStateException(cause);
        }
    }

    @Override
    public void close() {
        threads.shutdown();
    }
}
