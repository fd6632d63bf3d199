package io.trovex.embedding.engine;

import io.micrometer.core.instrument.MeterRegistry;
import io.trovex.contracts.Vector;
import io.trovex.embedding.model.EmbeddingModel;
import io.trovex.embedding.model.TextRole;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * Makes one model's vectors. Queries go before documents; equal texts are embedded once, whichever engine of the model
 * they come to; a vector depends on its text alone, bit by bit. Thread-safe.
 */
public final class EmbeddingEngine implements AutoCloseable {
    private final LoadedModel loaded;
    private final Lanes lanes;
    private final RequestRoom room;
    private final Consumer<EmbeddingEngine> release;
    private final AtomicBoolean released = new AtomicBoolean();

    /** On threads of its own. The model stays the caller's to close, after the engine. */
    public EmbeddingEngine(EmbeddingModel model, EngineSettings settings, MeterRegistry meters) {
        InferenceThreads threads = new InferenceThreads(settings.threads());
        this.loaded = new LoadedModel(model, VectorCache.memory(settings.cacheBytes()), SharedVectors.NONE, meters);
        this.lanes = threads.queue().open(settings.queryQueue(), settings.documentQueue(), 1);
        this.room = RequestRoom.unbounded();
        this.release = engine -> {
            engine.drain();
            loaded.close();
            threads.close();
        };
        loaded.serves(lanes);
    }

    /** On threads that others use as well. {@code release} runs once, when the engine is closed. */
    EmbeddingEngine(LoadedModel loaded, Lanes lanes, RequestRoom room, Consumer<EmbeddingEngine> release) {
        this.loaded = loaded;
        this.lanes = lanes;
        this.room = room;
        this.release = release;
        loaded.serves(lanes);
    }

    /** Gets so many turns to another engine's one from now on, while both have documents or queries waiting. */
    public void share(double turns) {
        lanes.share(turns);
    }

    public EmbeddingModel model() {
        return loaded.model();
    }

    /**
     * The vector of a query, which never blocks. Of a query over the model's limit only the words that fit count.
     *
     * @throws SaturatedException if too many queries wait already
     * @throws EngineClosedException if the engine is closed; the result fails with it when that happens later
     */
    public CompletableFuture<Vector> query(String text) {
        String fitting = model().fit(TextRole.QUERY, text);
        try {
            String prefixed = model().description().prefixed(TextRole.QUERY, fitting);
            return submit(Priority.QUERY, prefixed, loaded.key(prefixed));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return CompletableFuture.failedFuture(e);
        }
    }

    /**
     * The vectors of passages, in their order. Waits for room among the documents and for the results.
     *
     * @throws SaturatedException if it is a request's engine and too many of theirs wait already
     * @throws io.trovex.embedding.model.TextTooLongException if the model does not take one of them whole
     * @throws EngineClosedException if the engine is or gets closed
     */
    public List<Vector> passages(List<String> texts) throws InterruptedException {
        room.enter(texts.size());
        try {
            return admitted(texts);
        } finally {
            room.leave(texts.size());
        }
    }

    private List<Vector> admitted(List<String> texts) throws InterruptedException {
        List<String> prefixed = texts.stream()
                .map(text -> model().description().prefixed(TextRole.PASSAGE, text))
                .toList();
        List<ContentKey> keys = prefixed.stream().map(loaded::key).toList();
        Map<ContentKey, Vector> recalled = loaded.cache().recall(keys);
        List<CompletableFuture<Vector>> results = new ArrayList<>(texts.size());
        for (int i = 0; i < keys.size(); i++) {
            Vector known = recalled.get(keys.get(i));
            results.add(
                    known == null
                            ? submit(Priority.DOCUMENT, prefixed.get(i), keys.get(i))
                            : CompletableFuture.completedFuture(known));
        }
        List<Vector> vectors = new ArrayList<>(texts.size());
        for (CompletableFuture<Vector> result : results) {
            vectors.add(await(result));
        }
        return vectors;
    }

    /** Runs the model on a text whether or not its vector is known, before documents: for health checks. */
    public CompletableFuture<Vector> probe(String text) {
        Job job = new Job(loaded, lanes, Priority.QUERY, model().prepare(text), null);
        try {
            lanes.put(job);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return CompletableFuture.failedFuture(e);
        }
        return job.vector();
    }

    /** Finishes the runs under way; whoever still waits gets an {@link EngineClosedException}. */
    @Override
    public void close() {
        if (released.compareAndSet(false, true)) {
            release.accept(this);
        }
    }

    /** Closes lanes that are this engine's own. */
    void drain() {
        loaded.drain(lanes);
    }

    private CompletableFuture<Vector> submit(Priority priority, String text, ContentKey key)
            throws InterruptedException {
        VectorCache cache = loaded.cache();
        Vector known = cache.get(key);
        if (known != null) {
            return CompletableFuture.completedFuture(known);
        }
        Job job = new Job(loaded, lanes, priority, model().prepare(text), key);
        Job other = cache.join(key, job);
        if (other != null) {
            if (priority == Priority.QUERY) {
                other.lanes().promote(other);
            }
            return other.vector().exceptionallyCompose(failure -> takeOver(priority, text, key, failure));
        }
        try {
            lanes.put(job);
        } catch (InterruptedException e) {
            job.fail(new RejectedExecutionException("its first caller was interrupted"));
            throw e;
        } catch (RejectedExecutionException e) {
            job.fail(e);
            throw e;
        }
        return job.vector();
    }

    /** Whose job this one had joined was turned away, or its engine was closed; this engine goes on. */
    private CompletableFuture<Vector> takeOver(Priority priority, String text, ContentKey key, Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        if (!(cause instanceof RejectedExecutionException)) {
            return CompletableFuture.failedFuture(failure);
        }
        try {
            return submit(priority, text, key);
        } catch (RejectedExecutionException e) {
            return CompletableFuture.failedFuture(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return CompletableFuture.failedFuture(e);
        }
    }

    private static Vector await(CompletableFuture<Vector> result) throws InterruptedException {
        try {
            return result.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new CompletionException(e.getCause());
        }
    }
}
