package io.trovex.embedding.engine;

import io.micrometer.core.instrument.MeterRegistry;
import io.trovex.embedding.model.ModelCatalogue;
import io.trovex.embedding.model.ModelRefusedException;
import io.trovex.embedding.model.UnknownModelException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * The engines of this process: any number on each of several models, all on the same threads, so that together they run
 * no more inferences at a time than one would alone. A model is loaded for its first engine, and unloaded when it has had none
 * for a while or its memory is needed. Thread-safe.
 */
public final class EmbeddingEngines implements AutoCloseable {
    private final EngineSettings settings;
    private final LoadedModels models;
    private final InferenceThreads threads;
    private final RequestRoom requests;
    private final ScheduledExecutorService sweeper;
    private final Set<EmbeddingEngine> open = ConcurrentHashMap.newKeySet();

    /** Which share their vectors with nobody. */
    public EmbeddingEngines(
            ModelCatalogue catalogue, EngineSettings settings, ModelMemory memory, MeterRegistry meters) {
        this(catalogue, settings, memory, SharedVectors.NONE, meters);
    }

    /** The catalogue and the shared vectors stay the caller's to close. */
    public EmbeddingEngines(
            ModelCatalogue catalogue,
            EngineSettings settings,
            ModelMemory memory,
            SharedVectors shared,
            MeterRegistry meters) {
        this.settings = settings;
        this.requests = new RequestRoom(settings.requestQueue());
        this.threads = new InferenceThreads(settings.threads());
        this.models =
                new LoadedModels(catalogue, memory.limit(), VectorCache.memory(settings.cacheBytes()), shared, meters);
        this.sweeper = Executors.newSingleThreadScheduledExecutor(
                task -> Thread.ofPlatform().daemon().name("embedding-sweep").unstarted(task));
        sweepEvery(memory.idle());
    }

    /**
     * A new engine on a model, which stays loaded until the engine is closed.
     *
     * @throws UnknownModelException if there is no such model
     * @throws ModelRefusedException if it must not serve
     * @throws ModelMemoryException if there is no room for it
     */
    public EmbeddingEngine open(String model) {
        return open(model, 1);
    }

    /**
     * An engine for one request: its queries wait in the one bounded queue of all requests to this model, its passages find
     * room among those of all requests or are refused. Cheap while the model is loaded; throws as {@link #open(String)} does.
     */
    public EmbeddingEngine request(String model) {
        LoadedModel loaded = models.lease(model);
        return new EmbeddingEngine(loaded, loaded.requests(() -> openLanes(1)), requests, _ -> models.release(model));
    }

    /**
     * A new engine that gets {@code share} turns to another engine's one, while both have documents or queries waiting;
     * alone it gets all.
     */
    public EmbeddingEngine open(String model, double share) {
        LoadedModel loaded = models.lease(model);
        Lanes lanes = openLanes(share);
        EmbeddingEngine engine = new EmbeddingEngine(loaded, lanes, RequestRoom.unbounded(), closed -> {
            closed.drain();
            open.remove(closed);
            models.release(model);
        });
        open.add(engine);
        return engine;
    }

    /**
     * Why a model's golden sentences say now that it must not serve; loads it if need be, and throws as {@link #open}
     * does.
     */
    public Optional<String> objection(String model) {
        LoadedModel loaded = models.lease(model);
        try {
            return loaded.model().objection();
        } finally {
            models.release(model);
        }
    }

    /** Loads a model unless it is loaded, and keeps it whether or not an engine is open; throws as {@link #open} does. */
    public void load(String model) {
        models.keep(model);
    }

    /**
     * Frees a model's memory, if it is loaded.
     *
     * @throws UnknownModelException if there is no such model
     * @throws ModelInUseException if an engine is open on it
     */
    public void unload(String model) {
        models.unload(model);
    }

    /** All known models. */
    public List<ModelStanding> standings() {
        return models.standings();
    }

    /** @throws UnknownModelException if there is no such model */
    public ModelStanding standing(String model) {
        return models.standing(model);
    }

    /** Closes every engine, then unloads every model. */
    @Override
    public void close() {
        sweeper.shutdownNow();
        List.copyOf(open).forEach(EmbeddingEngine::close);
        threads.close();
        models.closeAll();
    }

    private Lanes openLanes(double share) {
        return threads.queue().open(settings.queryQueue(), settings.documentQueue(), share);
    }

    private void sweepEvery(Duration idle) {
        long pause = Math.max(10, idle.toMillis() / 4);
        ScheduledFuture<?> _ = sweeper.scheduleWithFixedDelay(
                () -> models.unloadIdle(idle.toNanos()), pause, pause, TimeUnit.MILLISECONDS);
    }
}
