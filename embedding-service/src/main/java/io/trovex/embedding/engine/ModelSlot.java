package io.trovex.embedding.engine;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** A model's place in memory, from the decision to load it on. Guarded by its owner's lock, but for the model itself. */
final class ModelSlot {
    private final CompletableFuture<LoadedModel> model = new CompletableFuture<>();
    private long bytes;
    private int users;
    private boolean kept;
    private long idleSince;

    /** @param bytes that the model is reckoned to take */
    ModelSlot(long bytes) {
        this.bytes = bytes;
    }

    /** Waits for whoever loads it; fails as the loading did. */
    LoadedModel await() {
        try {
            return model.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw e;
        }
    }

    void loaded(LoadedModel loaded) {
        model.complete(loaded);
    }

    void failed(Throwable failure) {
        model.completeExceptionally(failure);
    }

    boolean isSettled() {
        return model.isDone();
    }

    /** Whether it may make way for another. */
    boolean isIdle() {
        return users == 0 && !kept && isSettled();
    }

    long bytes() {
        return bytes;
    }

    void takes(long actual) {
        bytes = actual;
    }

    int users() {
        return users;
    }

    void enter() {
        users++;
    }

    void leave() {
        users--;
        idleSince = System.nanoTime();
    }

    /** It stays without users too. */
    void keep() {
        kept = true;
    }

    /** As {@link System#nanoTime}. */
    long idleSince() {
        return idleSince;
    }
}
