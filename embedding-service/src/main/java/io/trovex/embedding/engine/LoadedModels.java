package io.trovex.embedding.engine;

import com.github.benmanes.caffeine.cache.Cache;
import io.micrometer.core.instrument.MeterRegistry;
import io.trovex.contracts.Vector;
import io.trovex.embedding.engine.ModelStanding.State;
import io.trovex.embedding.model.KnownModel;
import io.trovex.embedding.model.ModelCatalogue;
import io.trovex.embedding.model.ModelRefusedException;
import io.trovex.embedding.model.UnknownModelException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
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
    private final long limit;
    private final Cache<ContentKey, Vector> vectors;
    private final MeterRegistry meters;
    private final Map<String, Slot> slots = new HashMap<>();
    private final Map<String, String> refusals = new HashMap<>();

    /** @param limit most memory for all models together, in bytes */
    LoadedModels(ModelCatalogue catalogue, long limit, Cache<ContentKey, Vector> vectors, MeterRegistry meters) {
        this.catalogue = catalogue;
        this.limit = limit;
        this.vectors = vectors;
        this.meters = meters;
    }

    /** A model's place, from the decision to load it on. Guarded by the lock, but for the future. */
    private static final class Slot {
        private final CompletableFuture<LoadedModel> model = new CompletableFuture<>();
        private long bytes;
        private int users;
        private boolean kept;
        private long idleSince;

        Slot(long bytes) {
            this.bytes = bytes;
        }

        boolean isIdle() {
            return users == 0 && !kept && model.isDone();
        }
    }

    /**
     * The model, for one more user; loads it if need be, or waits for whoever does.
     *
     * @throws UnknownModelException if there is no such model
     * @throws ModelRefusedException if it must not serve
     * @throws ModelMemoryException if it finds no room, even when all idle models make way
     */
    LoadedModel lease(String id) {
        Slot present = leasePresent(id);
        return present == null ? leaseLoaded(id, catalogue.bytes(id)) : loaded(present);
    }

    private synchronized @Nullable Slot leasePresent(String id) {
        Slot slot = slots.get(id);
        if (slot != null) {
            slot.users++;
        }
        return slot;
    }

    private LoadedModel leaseLoaded(String id, long bytes) {
        Slot mine = null;
        Slot slot;
        synchronized (this) {
            slot = slots.get(id);
            if (slot == null) {
                makeRoom(id, bytes);
                mine = new Slot(bytes);
                slots.put(id, mine);
                slot = mine;
            }
            slot.users++;
        }
        if (mine != null) {
            load(id, mine);
        }
        return loaded(slot);
    }

    synchronized void release(String id) {
        Slot slot = slots.get(id);
        if (slot != null) {
            slot.users--;
            slot.idleSince = System.nanoTime();
        }
    }

    /** Loads the model unless it is loaded, and keeps it without users too, until it is unloaded. */
    void keep(String id) {
        lease(id);
        synchronized (this) {
            Slot slot = slots.get(id);
            if (slot != null) {
                slot.kept = true;
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
        Slot slot = slots.get(id);
        if (slot == null) {
            standing(id);
            refusals.remove(id);
            return;
        }
        if (slot.users > 0) {
            throw new ModelInUseException(id, slot.users);
        }
        close(id, slot, "asked for");
    }

    /** Frees the models that had no user for so long. */
    synchronized void unloadIdle(long nanos) {
        long now = System.nanoTime();
        for (Map.Entry<String, Slot> entry : List.copyOf(slots.entrySet())) {
            Slot slot = entry.getValue();
            if (slot.isIdle() && now - slot.idleSince >= nanos) {
                close(entry.getKey(), slot, "idle");
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
        for (Map.Entry<String, Slot> entry : List.copyOf(slots.entrySet())) {
            if (entry.getValue().model.isDone()) {
                close(entry.getKey(), entry.getValue(), "shutdown");
            }
        }
    }

    private void load(String id, Slot slot) {
        long start = System.nanoTime();
        try {
            LoadedModel model = new LoadedModel(catalogue.open(id), new VectorCache(vectors, id, meters), meters);
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
            slot.model.complete(model);
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
            slot.model.completeExceptionally(e);
        }
    }

    /** Some sizes are known only now. */
    private void settle(String id, Slot slot, LoadedModel model) {
        slot.bytes = 0;
        try {
            makeRoom(id, model.model().bytes());
        } catch (ModelMemoryException e) {
            model.close();
            model.model().close();
            throw e;
        }
        slot.bytes = model.model().bytes();
    }

    private void record(String id, String outcome, long start) {
        EngineMeter.LOAD
                .timer(meters, "model", id, "outcome", outcome)
                .record(System.nanoTime() - start, TimeUnit.NANOSECONDS);
    }

    private static LoadedModel loaded(Slot slot) {
        try {
            return slot.model.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw e;
        }
    }

    /** Lets idle models go, the longest idle first, until there is room; none if that would not help. */
    private void makeRoom(String id, long bytes) {
        long used = slots.values().stream().mapToLong(slot -> slot.bytes).sum();
        long idle = slots.values().stream()
                .filter(Slot::isIdle)
                .mapToLong(slot -> slot.bytes)
                .sum();
        if (used - idle + bytes > limit) {
            throw new ModelMemoryException(
                    id + " needs " + mebibytes(bytes) + ", the limit is " + mebibytes(limit) + occupants());
        }
        for (long free = limit - used; free < bytes; ) {
            Map.Entry<String, Slot> oldest = slots.entrySet().stream()
                    .filter(entry -> entry.getValue().isIdle())
                    .min(Comparator.comparingLong(entry -> entry.getValue().idleSince))
                    .orElseThrow();
            free += oldest.getValue().bytes;
            close(oldest.getKey(), oldest.getValue(), "room for " + id);
        }
    }

    private String occupants() {
        String inUse = slots.entrySet().stream()
                .filter(entry -> !entry.getValue().isIdle())
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> entry.getKey() + " (" + mebibytes(entry.getValue().bytes) + ")")
                .collect(Collectors.joining(", "));
        return inUse.isEmpty() ? "" : " and in use are " + inUse;
    }

    private void close(String id, Slot slot, String why) {
        slots.remove(id, slot);
        LoadedModel model = slot.model.join();
        model.close();
        model.model().close();
        LOG.atInfo().addKeyValue("model", id).addKeyValue("why", why).log("unloaded a model");
    }

    private ModelStanding standing(KnownModel model) {
        if (model instanceof KnownModel.Unreadable faulty) {
            return new ModelStanding(model, State.REFUSED, 0, 0, faulty.reason());
        }
        Slot slot = slots.get(model.id());
        if (slot != null) {
            State state = slot.model.isDone() ? State.LOADED : State.LOADING;
            return new ModelStanding(model, state, slot.users, slot.bytes, null);
        }
        String refusal = refusals.get(model.id());
        return new ModelStanding(model, refusal == null ? State.AVAILABLE : State.REFUSED, 0, 0, refusal);
    }

    private static String mebibytes(long bytes) {
        return Math.ceilDiv(bytes, 1 << 20) + " MiB";
    }
}
