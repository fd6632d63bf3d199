package io.trovex.embedding.model;

import io.trovex.embedding.model.KnownModel.Described;
import io.trovex.embedding.model.KnownModel.Unreadable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** The models that this process knows, loaded or not: those that ship, and those in a directory. Thread-safe. */
public final class ModelCatalogue implements AutoCloseable {
    private final ModelFolders folders;
    private final ModelLoading loading;
    private final ConcurrentMap<String, CompletableFuture<EmbeddingModel>> early = new ConcurrentHashMap<>();

    /**
     * @param models one folder for each model, looked at whenever somebody asks; need not exist
     * @param graphs keeps what was fused; the first start on an empty one takes a second or two more
     */
    public ModelCatalogue(Path models, Path graphs, ModelFiles files) {
        this(models, graphs, files, WantedProvider.CPU);
    }

    /** @param provider what its models are to run on */
    public ModelCatalogue(Path models, Path graphs, ModelFiles files, WantedProvider provider) {
        this.folders = new ModelFolders(models);
        this.loading = new ModelLoading(files, graphs, provider);
    }

    /** Those that ship first; an id may appear again on a folder that may not have it. */
    public List<KnownModel> models() {
        List<KnownModel> models = new ArrayList<>();
        Set<String> taken = new HashSet<>();
        for (ModelDescription shipped : EmbeddingModels.catalogue()) {
            taken.add(shipped.id());
            models.add(new Described(shipped));
        }
        models.addAll(folders.models(taken));
        return models;
    }

    /** @throws UnknownModelException if there is no such model */
    public KnownModel find(String id) {
        ModelDescription shipped = EmbeddingModels.find(id);
        if (shipped != null) {
            return new Described(shipped);
        }
        List<KnownModel> known = models();
        return known.stream()
                .filter(model -> model.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new UnknownModelException(
                        id, known.stream().map(KnownModel::id).toList()));
    }

    /**
     * @throws UnknownModelException if there is no such model
     * @throws ModelRefusedException if its manifest is not in order
     */
    public ModelDescription describe(String id) {
        return switch (find(id)) {
            case Described(var model) -> model;
            case Unreadable faulty -> throw new ModelRefusedException(id, faulty.reason(), null);
        };
    }

    /**
     * Memory that the model is reckoned to take, as long as it is not loaded.
     *
     * @throws UnknownModelException as {@link #describe} does
     */
    public long bytes(String id) {
        return loading.bytes(describe(id));
    }

    /**
     * Loads a model, which takes up to a second; it is the caller's to close.
     *
     * @throws UnknownModelException as {@link #describe} does
     * @throws ModelRefusedException if it must not serve
     */
    public EmbeddingModel open(String id) {
        CompletableFuture<EmbeddingModel> begun = early.remove(id);
        if (begun == null) {
            return loading.load(describe(id));
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
                        () -> loading.load(describe(id)),
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
