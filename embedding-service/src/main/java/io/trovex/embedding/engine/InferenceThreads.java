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

/** The threads that run the model, each with an encoder of its own, until the queue closes. */
final class InferenceThreads {
    private final JobQueue queue;
    private final Meters queries;
    private final Meters documents;
    private final List<Thread> threads = new ArrayList<>();

    InferenceThreads(EmbeddingModel model, int count, JobQueue queue, MeterRegistry registry) {
        this.queue = queue;
        String id = model.description().id();
        this.queries = Meters.of(id, Priority.QUERY, registry);
        this.documents = Meters.of(id, Priority.DOCUMENT, registry);
        for (int i = 0; i < count; i++) {
            Encoder encoder = model.encoder();
            threads.add(Thread.ofPlatform().name("embedding-" + i).daemon().start(() -> work(encoder)));
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
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void work(Encoder encoder) {
        for (Job job = next(); job != null; job = next()) {
            run(job, encoder);
        }
    }

    private @Nullable Job next() {
        try {
            return queue.take();
        } catch (InterruptedException _) {
            return null;
        }
    }

    private void run(Job job, Encoder encoder) {
        Meters meter = job.priority() == Priority.QUERY ? queries : documents;
        long start = System.nanoTime();
        meter.waiting().record(job.nanosSinceQueued(), TimeUnit.NANOSECONDS);
        try {
            float[] components = encoder.encode(job.tokens());
            meter.inference().record(System.nanoTime() - start, TimeUnit.NANOSECONDS);
            meter.tokens().increment(job.tokens().size());
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
