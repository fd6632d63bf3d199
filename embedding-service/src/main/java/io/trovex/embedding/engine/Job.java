package io.trovex.embedding.engine;

import io.trovex.contracts.Vector;
import io.trovex.embedding.model.TokenIds;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** One inference to do. */
final class Job {
    private final LoadedModel model;
    private final Lanes lanes;
    private final Priority priority;
    private final TokenIds tokens;
    private final @Nullable ContentKey key;
    private final CompletableFuture<Vector> vector = new CompletableFuture<>();
    private final long queuedAt = System.nanoTime();

    /**
     * @param lanes where it waits
     * @param key of its vector; null keeps it out of the cache
     */
    Job(LoadedModel model, Lanes lanes, Priority priority, TokenIds tokens, @Nullable ContentKey key) {
        this.model = model;
        this.lanes = lanes;
        this.priority = priority;
        this.tokens = tokens;
        this.key = key;
    }

    LoadedModel model() {
        return model;
    }

    Lanes lanes() {
        return lanes;
    }

    Priority priority() {
        return priority;
    }

    TokenIds tokens() {
        return tokens;
    }

    /** The cache knows the outcome before whoever waits for it does. */
    void complete(Vector made) {
        if (key != null) {
            model.cache().keep(key, this, made);
        }
        vector.complete(made);
    }

    void fail(Throwable failure) {
        if (key != null) {
            model.cache().forget(key, this);
        }
        vector.completeExceptionally(failure);
    }

    /** A view: only the job itself completes it. */
    CompletableFuture<Vector> vector() {
        return vector.copy();
    }

    long nanosSinceQueued() {
        return System.nanoTime() - queuedAt;
    }
}
