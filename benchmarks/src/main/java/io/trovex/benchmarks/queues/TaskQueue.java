package io.trovex.benchmarks.queues;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A queue of small tasks whose workers acknowledge what they have done. One thread puts, one takes. */
interface TaskQueue extends AutoCloseable {

    /** Completes when the server has it. */
    CompletableFuture<?> put(String task);

    /** Up to a hundred tasks; none if there is nothing for a moment. */
    List<String> take();

    /** What was taken last is done. */
    void acknowledge();

    /** Everything that can be read from the server by somebody new, acknowledged or not. */
    List<String> readAll();

    @Override
    void close();
}
