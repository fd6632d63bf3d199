package io.trovex.ingest.document.web;

import io.trovex.ingest.status.Waiter;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** A line of a bulk request between its reading and its result. */
sealed interface BulkLine {

    boolean isDone();

    /** Blocks until the result is known. */
    LineResult result() throws InterruptedException;

    /** Nobody wants the result any more. */
    default void abandon() {}

    /** Nothing was sent. */
    record Known(LineResult result) implements BulkLine {
        @Override
        public boolean isDone() {
            return true;
        }
    }

    /** The end of the request. */
    record End() implements BulkLine {
        @Override
        public boolean isDone() {
            return true;
        }

        @Override
        public LineResult result() {
            throw new IllegalStateException("the end has no result");
        }
    }

    /**
     * On its way to the broker, and then perhaps to the index.
     *
     * @param sent the offset that the broker gave
     * @param waiter present if the client waits until the version has settled
     */
    record Sent(
            long line,
            String docId,
            long version,
            CompletableFuture<Long> sent,
            @Nullable Waiter waiter,
            Instant deadline)
            implements BulkLine {

        @Override
        public boolean isDone() {
            return sent.isDone() && (waiter == null || waiter.isSettled());
        }

        @Override
        public LineResult result() throws InterruptedException {
            try {
                long _ = sent.get();
                return waiter == null
                        ? LineResult.accepted(line, docId, version)
                        : waiter.await(deadline)
                                .map(life -> LineResult.settled(line, life))
                                .orElseGet(() -> LineResult.timedOut(line, docId, version));
            } catch (ExecutionException _) {
                return LineResult.unavailable(line, docId, version);
            } finally {
                abandon();
            }
        }

        @Override
        public void abandon() {
            if (waiter != null) {
                waiter.close();
            }
        }
    }
}
