package io.trovex.embedding.engine;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.trovex.contracts.Vector;
import io.trovex.embedding.model.EmbeddingModel;
import io.trovex.embedding.model.Encoder;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The threads that run the model until the queue closes, as many for queries as for documents. The documents' runs yield
 * the processor, so a query starts at once although every core is busy.
 */
final class InferenceThreads {
    private final JobQueue queue;
    private final YieldingThreads yielding;
    private final List<Thread> threads = new ArrayList<>();

    InferenceThreads(EmbeddingModel model, int count, JobQueue queue, MeterRegistry registry) {
        this.queue = queue;
        this.yielding = new YieldingThreads(count);
        for (Priority priority : Priority.values()) {
            Meters meters = Meters.of(model.description().id(), priority, registry);
            for (int i = 0; i < count; i++) {
                Encoder encoder = model.encoder();
                threads.add(Thread.ofPlatform()
                        .name("embedding-%s-%d".formatted(priority.tag(), i))
                        .daemon()
                        .start(() -> work(priority, encoder, meters)));
            }
        }
    }

    /** Waits for the runs that are under way; the queue must be closed. */
    void join() {
        boolean interrupted = false;
        for (Thread thread : threads) {
            while (thread.isAlive()) {
                try {
                    thread.join();
                } catch (InterruptedException _) {
                    interrupted = true;
                }
            }
        }
        yielding.close();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void work(Priority priority, Encoder encoder, Meters meters) {
        for (Job job = next(priority); job != null; job = next(priority)) {
            run(job, encoder, meters);
        }
    }

    private @Nullable Job next(Priority priority) {
        try {
            return queue.take(priority);
        } catch (InterruptedException _) {
            return null;
        }
    }

    private void run(Job job, Encoder encoder, Meters meters) {
        long start = System.nanoTime();
        meters.waiting().record(job.nanosSinceQueued(), TimeUnit.NANOSECONDS);
        try {
            float[] components = job.priority() == Priority.DOCUMENT
                    ? yielding.call(() -> encoder.encode(job.tokens()))
                    : encoder.encode(job.tokens());
            meters.inference().record(System.nanoTime() - start, TimeUnit.NANOSECONDS);
            meters.tokens().increment(job.tokens().size());
            job.vector().complete(Vector.of(components));
        } catch (RuntimeException | Error e) {
            job.vector().completeExceptionally(e);
        }
    }

    private record Meters(Timer waiting, Timer inference, Counter tokens) {

        static Meters of(String model, Priority priority, MeterRegistry registry) {
            String[] tags = {"model", model, "priority", priority.tag()};
            return new Meters(
                    EngineMeter.WAIT.timer(registry, tags),
                    EngineMeter.INFERENCE.timer(registry, tags),
                    EngineMeter.TOKENS.counter(registry, tags));
        }
    }
}
