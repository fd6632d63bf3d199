package io.trovex.embedding.engine;

import io.micrometer.core.instrument.MeterRegistry;
import io.trovex.contracts.Vector;
import io.trovex.embedding.model.EmbeddingModel;
import io.trovex.embedding.model.TextRole;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;

/**
 * Makes vectors for everybody in this process. Queries go before documents; equal texts are embedded once; a vector
 * depends on its text alone, bit by bit. Thread-safe.
 */
public final class EmbeddingEngine implements AutoCloseable {
    private final EmbeddingModel model;
    private final JobQueue queue;
    private final VectorCache cache;
    private final InferenceThreads threads;

    /** The model stays the caller's to close, after the engine. */
    public EmbeddingEngine(EmbeddingModel model, EngineSettings settings, MeterRegistry meters) {
        String id = model.description().id();
        this.model = model;
        this.queue = new JobQueue(settings.queryQueue(), settings.documentQueue());
        this.cache = new VectorCache(settings.cacheBytes(), id, meters);
        for (Priority priority : Priority.values()) {
            EngineMeter.QUEUE.gauge(meters, () -> queue.depth(priority), "model", id, "priority", priority.tag());
        }
        EngineMeter.GRAPH.gauge(
                meters, () -> 1, "model", id, "graph", model.servedGraph().tag());
        this.threads = new InferenceThreads(model, settings.threads(), queue, meters);
    }

    public EmbeddingModel model() {
        return model;
    }

    /**
     * The vector of a query, which never blocks. Of a query over the model's limit only the words that fit count.
     *
     * @throws SaturatedException if too many queries wait already
     * @throws EngineClosedException if the engine is closed; the result fails with it when that happens later
     */
    public CompletableFuture<Vector> query(String text) {
        String fitting = model.fit(TextRole.QUERY, text);
        try {
            return submit(Priority.QUERY, model.description().prefixed(TextRole.QUERY, fitting));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return CompletableFuture.failedFuture(e);
        }
    }

    /**
     * The vectors of passages, in their order. Waits for room among the documents and for the results.
     *
     * @throws io.trovex.embedding.model.TextTooLongException if the model does not take one of them whole
     * @throws EngineClosedException if the engine is or gets closed
     */
    public List<Vector> passages(List<String> texts) throws InterruptedException {
        List<CompletableFuture<Vector>> results = new ArrayList<>(texts.size());
        for (String text : texts) {
            results.add(submit(Priority.DOCUMENT, model.description().prefixed(TextRole.PASSAGE, text)));
        }
        List<Vector> vectors = new ArrayList<>(texts.size());
        for (CompletableFuture<Vector> result : results) {
            vectors.add(await(result));
        }
        return vectors;
    }

    /** Runs the model on a text whether or not its vector is known, before documents: for health checks. */
    public CompletableFuture<Vector> probe(String text) {
        Job job = new Job(Priority.QUERY, model.prepare(text));
        try {
            queue.put(job);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return CompletableFuture.failedFuture(e);
        }
        return job.vector();
    }

    /** Finishes the runs under way; whoever still waits gets an {@link EngineClosedException}. */
    @Override
    public void close() {
        queue.close().forEach(job -> job.vector().completeExceptionally(new EngineClosedException()));
        threads.join();
    }

    private CompletableFuture<Vector> submit(Priority priority, String text) throws InterruptedException {
        ContentKey key = ContentKey.of(model.description().id(), text);
        Vector known = cache.get(key);
        if (known != null) {
            return CompletableFuture.completedFuture(known);
        }
        Job job = new Job(priority, model.prepare(text));
        Job other = cache.join(key, job);
        if (other != null) {
            if (priority == Priority.QUERY) {
                queue.promote(other);
            }
            return other.vector().copy();
        }
        CompletableFuture<Vector> result = cache.keep(key, job);
        try {
            queue.put(job);
        } catch (InterruptedException e) {
            job.vector().completeExceptionally(new RejectedExecutionException("its first caller was interrupted"));
            throw e;
        } catch (RejectedExecutionException e) {
            job.vector().completeExceptionally(e);
            throw e;
        }
        return result;
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
