package io.trovex.benchmarks.embedding;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/** Runs something for each element. */
final class InParallel {
    private InParallel() {}

    /** What may fail. */
    @FunctionalInterface
    interface Step<T, R> {
        R apply(T element) throws Exception;
    }

    /** The results in the elements' order. */
    static <T, R> List<R> map(ExecutorService threads, List<T> elements, Step<T, R> step) {
        List<Callable<R>> calls = new ArrayList<>(elements.size());
        for (T element : elements) {
            calls.add(() -> step.apply(element));
        }
        List<R> results = new ArrayList<>(calls.size());
        try {
            for (Future<R> result : threads.invokeAll(calls)) {
                results.add(result.get());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
        return results;
    }
}
