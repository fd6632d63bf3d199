package io.trovex.index.engine;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Half of a search, which another thread does if a processor is free and this one has not come to it before; if not, this
 * one does it. So a lone search has two processors, and many at once cost no more than one after the other.
 */
final class Beside<T> implements AutoCloseable {
    private static final int PROCESSORS = Runtime.getRuntime().availableProcessors();

    /** Each has a processor for itself. */
    private static final AtomicInteger UNDER_WAY = new AtomicInteger();

    private final FutureTask<T> task;

    private Beside(Supplier<T> half) {
        this.task = new FutureTask<>(half::get);
    }

    static <T> Beside<T> begin(Supplier<T> half) {
        Beside<T> beside = new Beside<>(half);
        if (UNDER_WAY.incrementAndGet() < PROCESSORS) {
            Thread.ofVirtual().name("search-half").start(beside.task);
        }
        return beside;
    }

    T result() {
        // nothing, if it has begun
        task.run();
        try {
            return task.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted in the middle of a search", e);
        }
    }

    /** Returns when nobody is at it any more, so that what it reads may be closed. */
    @Override
    public void close() {
        UNDER_WAY.decrementAndGet();
        try {
            result();
        } catch (RuntimeException _) {
            // told by result, unless the first half failed as well, which then says enough
        }
    }
}
