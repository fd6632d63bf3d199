package io.trovex.embedding.engine;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The threads that run models, as many for queries as for documents, however many models and engines share them. The
 * documents' runs yield the processor, so a query starts at once although every core is busy.
 */
final class InferenceThreads implements AutoCloseable {
    private final JobQueue queue = new JobQueue();
    private final YieldingThreads yielding;
    private final List<Thread> threads = new ArrayList<>();

    InferenceThreads(int count) {
        this.yielding = new YieldingThreads(count);
        for (Priority priority : Priority.values()) {
            for (int i = 0; i < count; i++) {
                threads.add(Thread.ofPlatform()
                        .name("embedding-%s-%d".formatted(priority.tag(), i))
                        .daemon()
                        .start(() -> work(priority)));
            }
        }
    }

    /** What they work off. */
    JobQueue queue() {
        return queue;
    }

    /** Waits for the runs that are under way; the engines must be closed. */
    @Override
    public void close() {
        queue.close();
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

    private void work(Priority priority) {
        for (Job job = next(priority); job != null; job = next(priority)) {
            try {
                job.model().run(job, yielding);
            } finally {
                job.lanes().finished();
            }
        }
    }

    private @Nullable Job next(Priority priority) {
        try {
            return queue.take(priority);
        } catch (InterruptedException _) {
            return null;
        }
    }
}
