package io.trovex.stage;

import io.micrometer.tracing.Tracer;
import io.trovex.contracts.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/** Runs a stage's function over the open records of a poll and settles each; a dependency fault escapes. */
@FunctionalInterface
interface Working<E extends Event> {

    void run(List<RecordStep<E>> steps);

    static <E extends Event> Working<E> each(RecordTrace trace, Function<Incoming<E>, Result> function) {
        return steps -> steps.forEach(step -> apply(trace, step, function));
    }

    static <E extends Event> Working<E> concurrently(RecordTrace trace, Function<Incoming<E>, Result> function) {
        return steps -> {
            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                List<Future<?>> running = new ArrayList<>(steps.size());
                steps.forEach(step -> running.add(threads.submit(() -> apply(trace, step, function))));
                running.forEach(Working::await);
            }
        };
    }

    static <E extends Event> Working<E> together(
            RecordTrace trace, Function<List<Incoming<E>>, List<Result>> function) {
        return steps -> {
            if (steps.isEmpty()) {
                return;
            }
            try {
                List<Result> results =
                        function.apply(steps.stream().map(RecordStep::incoming).toList());
                for (int i = 0; i < results.size(); i++) {
                    steps.get(i).settle(results.get(i));
                }
            } catch (RuntimeException | Error e) {
                if (Fault.of(e) == Fault.DEPENDENCY) {
                    throw e;
                }
                steps.forEach(RecordStep::again);
                steps.forEach(step ->
                        apply(trace, step, one -> function.apply(List.of(one)).getFirst()));
            }
        };
    }

    private static <E extends Event> void apply(
            RecordTrace trace, RecordStep<E> step, Function<Incoming<E>, Result> function) {
        try (Tracer.SpanInScope _ = trace.enter(step.span())) {
            step.attempt(() -> function.apply(step.incoming()));
        }
    }

    private static void await(Future<?> running) {
        try {
            running.get();
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case RuntimeException failure -> throw failure;
                case Error failure -> throw failure;
                case null, default -> throw new IllegalStateException(e);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DependencyUnavailableException(Fault.PROCESS, "interrupted", e);
        }
    }
}
