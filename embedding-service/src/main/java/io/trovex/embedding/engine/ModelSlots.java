package io.trovex.embedding.engine;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The places of all models in a bounded memory. Guarded by its owner's lock. */
final class ModelSlots {
    private static final Logger LOG = LoggerFactory.getLogger(ModelSlots.class);

    private final long limit;
    private final Map<String, ModelSlot> slots = new HashMap<>();

    /** @param limit most memory for all models together, in bytes */
    ModelSlots(long limit) {
        this.limit = limit;
    }

    @Nullable
    ModelSlot find(String id) {
        return slots.get(id);
    }

    /** By id, at this moment. */
    List<Map.Entry<String, ModelSlot>> all() {
        return List.copyOf(slots.entrySet());
    }

    /** @throws ModelMemoryException if it finds no room, even when all idle models make way */
    ModelSlot open(String id, long bytes) {
        makeRoom(id, bytes);
        ModelSlot slot = new ModelSlot(bytes);
        slots.put(id, slot);
        return slot;
    }

    /**
     * Sets down what the model takes, now that it is known.
     *
     * @throws ModelMemoryException as {@link #open} does
     */
    void resize(String id, ModelSlot slot, long bytes) {
        slot.takes(0);
        makeRoom(id, bytes);
        slot.takes(bytes);
    }

    void remove(String id, ModelSlot slot) {
        slots.remove(id, slot);
    }

    /** Frees the memory of a model that nobody uses. */
    void close(String id, ModelSlot slot, String why) {
        remove(id, slot);
        LoadedModel model = slot.await();
        model.close();
        model.model().close();
        LOG.atInfo().addKeyValue("model", id).addKeyValue("why", why).log("unloaded a model");
    }

    /** Lets idle models go, the longest idle first, until there is room; none if that would not help. */
    private void makeRoom(String id, long bytes) {
        long used = slots.values().stream().mapToLong(ModelSlot::bytes).sum();
        long idle = slots.values().stream()
                .filter(ModelSlot::isIdle)
                .mapToLong(ModelSlot::bytes)
                .sum();
        if (used - idle + bytes > limit) {
            throw new ModelMemoryException(
                    id + " needs " + mebibytes(bytes) + ", the limit is " + mebibytes(limit) + occupants());
        }
        for (long free = limit - used; free < bytes; ) {
            Map.Entry<String, ModelSlot> oldest = slots.entrySet().stream()
                    .filter(entry -> entry.getValue().isIdle())
                    .min(Comparator.comparingLong(entry -> entry.getValue().idleSince()))
                    .orElseThrow();
            free += oldest.getValue().bytes();
            close(oldest.getKey(), oldest.getValue(), "room for " + id);
        }
    }

    private String occupants() {
        String inUse = slots.entrySet().stream()
                .filter(entry -> !entry.getValue().isIdle())
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> entry.getKey() + " (" + mebibytes(entry.getValue().bytes()) + ")")
                .collect(Collectors.joining(", "));
        return inUse.isEmpty() ? "" : " and in use are " + inUse;
    }

    private static String mebibytes(long bytes) {
        return Math.ceilDiv(bytes, 1 << 20) + " MiB";
    }
}
