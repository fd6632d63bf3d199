package io.trovex.embedding.engine;

import io.trovex.contracts.Vector;
import io.trovex.embedding.model.TokenIds;
import java.util.concurrent.CompletableFuture;

/** One inference to do. */
final class Job {
    private final Priority priority;
    private final TokenIds tokens;
    private final CompletableFuture<Vector> vector = new CompletableFuture<>();
    private final long queuedAt = System.nanoTime();

    Job(Priority priority, TokenIds tokens) {
        this.priority = priority;
        this.tokens = tokens;
    }

    Priority priority() {
        return priority;
    }

    TokenIds tokens() {
        return tokens;
    }

    CompletableFuture<Vector> vector() {
        return vector;
    }

    long nanosSinceQueued() {
        return System.nanoTime() - queuedAt;
    }
}
