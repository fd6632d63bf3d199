package io.trovex.embedding.engine;

import com.github.benmanes.caffeine.cache.Cache;
import io.micrometer.core.instrument.MeterRegistry;
import io.trovex.contracts.Vector;
import io.trovex.embedding.engine.ModelStanding.State;
import io.trovex.embedding.model.ExecutionProvider;
import io.trovex.embedding.model.KnownModel;
import io.trovex.embedding.model.ModelCatalogue;
import io.trovex.embedding.model.ModelRefusedException;
import io.trovex.embedding.model.UnknownModelException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The models in memory and who uses them. Each is loaded once, by the first who needs it, outside of the lock, so that
 * the others go on meanwhile. Thread-safe.
 */
final class LoadedModels {
    private static final Logger LOG = LoggerFactory.getLogger(LoadedModels.class);

    private final ModelCatalogue catalogue;
    private final Cache<ContentKey, Vector> vectors;
    private final SharedVectors shared;
    private final MeterRegistry meters;
    private final ModelSlots slots;
    private final Map<String, String> refusals = new HashMap<>();

    /** @param limit most memory for all models together, in bytes */
    LoadedModels(
            ModelCatalogue catalogue,
            long limit,
            Cache<ContentKey, Vector> vectors,
            SharedVectors shared,
            MeterRegistry meters) {
        this.catalogue = catalogue;
        this.slots = new ModelSlots(limit);
        this.vectors = vectors;
        this.shared = shared;
        this.meters = meters;
    }

    /**
     * The model, for one more user; loads it if need be, or waits for whoever does.
     *
     * @throws UnknownModelException if there is no such model
     * @throws ModelRefusedException if it must not serve
     * @throws ModelMemoryException if it finds no room, even when all idle models make way
     */
    LoadedModel lease(String id) {
        ModelSlot present = leasePresent(id);
        return present == null ? leaseLoaded(id, catalogue.bytes(id)) : present.await();
    }

    private synchronized @Nullable ModelSlot leasePresent(String id) {
        ModelSlot slot = slots.find(id);
        if (slot != null) {
            slot.enter();
        }
        return slot;
    }

    private LoadedModel leaseLoaded(String id, long bytes) {
        ModelSlot mine = null;
        ModelSlot slot;
        synchronized (this) {
            slot = slots.find(id);
            if (slot == null) {
                mine = slots.open(id, bytes);
                slot = mine;
            }
            slot.enter();
        }
        if (mine != null) {
            load(id, mine);
        }
        return slot.await();
    }

    synchronized void release(String id) {
        ModelSlot slot = slots.find(id);
        if (slot != null) {
            slot.leave();
        }
    }

    /** Loads the model unless it is loaded, and keeps it without users too, until it is unloaded. */
    void keep(String id) {
        lease(id);
        synchronized (this) {
            ModelSlot slot = slots.find(id);
            if (slot != null) {
                slot.keep();
            }
        }
        release(id);
    }

    /**
     * Frees the model's memory, if it is loaded.
     *
     * @throws ModelInUseException if it has users
     */
    synchronized void unload(String id) {
        ModelSlot slot = slots.find(id);
        if (slot == null) {
            standing(id);
            refusals.remove(id);
            return;
        }
        if (slot.users() > 0) {
            throw new ModelInUseException(id, slot.users());
        }
        slots.close(id, slot, "asked for");
    }

    /** Frees the models that had no user for so long. */
    synchronized void unloadIdle(long nanos) {
        long now = System.nanoTime();
        for (Map.Entry<String, ModelSlot> entry : slots.all()) {
            ModelSlot slot = entry.getValue();
            if (slot.isIdle() && now - slot.idleSince() >= nanos) {
                slots.close(entry.getKey(), slot, "idle");
            }
        }
    }

    /** All known models, in the catalogue's order. */
    synchronized List<ModelStanding> standings() {
        return catalogue.models().stream().map(this::standing).toList();
    }

    /** @throws UnknownModelException if there is no such model */
    synchronized ModelStanding standing(String id) {
        return standing(catalogue.find(id));
    }

    /** Frees all; nobody may use them any more. */
    synchronized void closeAll() {
        for (Map.Entry<String, ModelSlot> entry : slots.all()) {
            if (entry.getValue().isSettled()) {
                slots.close(entry.getKey(), entry.getValue(), "shutdown");
            }
        }
    }

    private void load(String id, ModelSlot slot) {
        long start = System.nanoTime();
        try {
            LoadedModel model = new LoadedModel(catalogue.open(id), vectors, shared, meters);
            record(id, "loaded", start);
            synchronized (this) {
                settle(id, slot, model);
                refusals.remove(id);
            }
            LOG.atInfo()
                    .addKeyValue("model", id)
                    .addKeyValue("graph", model.model().servedGraph().tag())
                    .addKeyValue("bytes", model.model().bytes())
                    .addKeyValue("ms", (System.nanoTime() - start) / 1_000_000)
                    .log("loaded a model");
            slot.loaded(model);
        } catch (RuntimeException | Error e) {
            record(id, e instanceof ModelRefusedException ? "refused" : "failed", start);
            synchronized (this) {
                slots.remove(id, slot);
                if (e instanceof ModelRefusedException refused) {
                    refusals.put(id, refused.reason());
                }
            }
            LOG.atError()
                    .setCause(e instanceof ModelRefusedException ? null : e)
                    .addKeyValue("model", id)
                    .addKeyValue("reason", e.getMessage())
                    .log("a model cannot be loaded");
            slot.failed(e);
        }
    }

    /** Some sizes are known only now. */
    private void settle(String id, ModelSlot slot, LoadedModel model) {
        try {
            slots.resize(id, slot, model.model().bytes());
        } catch (ModelMemoryException e) {
            model.close();
            model.model().close();
            throw e;
        }
    }

    private void record(String id, String outcome, long start) {
        EngineMeter.LOAD
                .timer(meters, "model", id, "outcome", outcome)
                .record(System.nanoTime() - start, TimeUnit.NANOSECONDS);
    }

    private ModelStanding standing(KnownModel model) {
        if (model instanceof KnownModel.Unreadable faulty) {
            return ModelStanding.unloaded(model, faulty.reason());
        }
        ModelSlot slot = slots.find(model.id());
        if (slot == null) {
            return ModelStanding.unloaded(model, refusals.get(model.id()));
        }
        boolean loaded = slot.isSettled();
        State state = loaded ? State.LOADED : State.LOADING;
        ExecutionProvider provider = loaded ? slot.await().model().provider() : null;
        return new ModelStanding(model, state, slot.users(), slot.bytes(), provider, null);
    }
}
