package io.trovex.embedding.engine;

import com.github.benmanes.caffeine.cache.Cache;
import io.micrometer.core.instrument.MeterRegistry;
import io.trovex.contracts.Vector;
import io.trovex.embedding.engine.ModelStanding.State;
import io.trovex.embedding.model.ModelCatalogue;
import io.trovex.embedding.model.ModelDescription;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
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
     * @throws NoSuchElementException if no such model is known
     * @throws ModelMemoryException if it finds no room, even when all idle models make way
     */
    LoadedModel lease(String id) {
        ModelDescription description = catalogue.describe(id);
        long bytes = catalogue.bytes(id);
        Slot slot;
        boolean first;
        synchronized (this) {
            Slot present = slots.get(id);
            first = present == null;
            if (present == null) {
                makeRoom(id, bytes);
                present = new Slot(bytes);
                slots.put(id, present);
            }
            slot = present;
            slot.users++;
        }
        if (first) {
            load(description, slot);
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
        Slot slot = slots.get(catalogue.describe(id).id());
        if (slot == null) {
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

    /** @throws NoSuchElementException if no such model is known */
    synchronized ModelStanding standing(String id) {
        return standing(catalogue.describe(id));
    }

    /** Frees all; nobody may use them any more. */
    synchronized void closeAll() {
        for (Map.Entry<String, Slot> entry : List.copyOf(slots.entrySet())) {
            if (entry.getValue().model.isDone()) {
                close(entry.getKey(), entry.getValue(), "shutdown");
            }
        }
    }

    private void load(ModelDescription description, Slot slot) {
        String id = description.id();
        long start = System.nanoTime();
        try {
            LoadedModel model = new LoadedModel(catalogue.open(id), new VectorCache(vectors, id, meters), meters);
            record(id, "loaded", start);
            synchronized (this) {
                slot.bytes = model.model().bytes();
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
            record(id, "refused", start);
            synchronized (this) {
                slots.remove(id, slot);
                refusals.put(id, reason(e));
            }
            LOG.atError()
                    .addKeyValue("model", id)
                    .addKeyValue("reason", reason(e))
                    .log("a model was refused");
            slot.model.completeExceptionally(e);
        }
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

    private ModelStanding standing(ModelDescription description) {
        Slot slot = slots.get(description.id());
        if (slot != null) {
            return slot.model.isDone()
                    ? new ModelStanding(description, State.LOADED, slot.users, slot.bytes, null)
                    : new ModelStanding(description, State.LOADING, slot.users, slot.bytes, null);
        }
        @Nullable String refusal = refusals.get(description.id());
        return new ModelStanding(description, refusal == null ? State.AVAILABLE : State.REFUSED, 0, 0, refusal);
    }

    private static String reason(Throwable failure) {
        return Optional.ofNullable(failure.getCause())
                .map(cause -> failure.getMessage() + ": " + cause.getMessage())
                .orElseGet(() -> String.valueOf(failure.getMessage()));
    }

    private static String mebibytes(long bytes) {
        return Math.ceilDiv(bytes, 1 << 20) + " MiB";
    }
}
