package io.trovex.embedding.model;

import java.nio.file.Path;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** The models that this process knows, loaded or not. Thread-safe. */
public final class ModelCatalogue implements AutoCloseable {
    private final Path graphs;
    private final ConcurrentMap<String, CompletableFuture<EmbeddingModel>> early = new ConcurrentHashMap<>();

    /** @param graphs keeps what was fused; the first start on an empty one takes a second or two more */
    public ModelCatalogue(Path graphs) {
        this.graphs = graphs;
    }

    public List<ModelDescription> models() {
        return EmbeddingModels.catalogue();
    }

    /** @throws NoSuchElementException naming the known models, if {@code id} is none of them */
    public ModelDescription describe(String id) {
        return EmbeddingModels.describe(id);
    }

    /**
     * Memory that the model is reckoned to take, as long as it is not loaded.
     *
     * @throws NoSuchElementException as {@link #describe} does
     */
    public long bytes(String id) {
        return EmbeddingModel.bytesOf(describe(id).graph().size());
    }

    /**
     * Loads a model, which takes up to a second; it is the caller's to close.
     *
     * @throws NoSuchElementException as {@link #describe} does
     */
    public EmbeddingModel open(String id) {
        CompletableFuture<EmbeddingModel> begun = early.remove(id);
        if (begun == null) {
            return EmbeddingModels.open(id, graphs);
        }
        try {
            return begun.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw e;
        }
    }

    /** Begins to load a model, for the one who will {@link #open} it. */
    public void openEarly(String id) {
        early.computeIfAbsent(
                id,
                _ -> CompletableFuture.supplyAsync(
                        () -> EmbeddingModels.open(id, graphs),
                        task -> Thread.ofPlatform().daemon().name("model-load").start(task)));
    }

    /** Frees what was opened early and never asked for. */
    @Override
    public void close() {
        for (CompletableFuture<EmbeddingModel> begun : early.values()) {
            CompletableFuture<Void> _ = begun.thenAccept(EmbeddingModel::close);
        }
        early.clear();
    }
}
