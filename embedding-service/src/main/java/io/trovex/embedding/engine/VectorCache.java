package io.trovex.embedding.engine;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.trovex.contracts.Vector;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * One model's vectors, already made, here or by another instance, and in the making, so that equal texts are embedded
 * once. Thread-safe.
 */
final class VectorCache {
    /** Key, entry and queue nodes, object headers. */
    private static final int ENTRY_OVERHEAD = 200;

    private final Cache<ContentKey, Vector> made;
    private final SharedVectors shared;
    private final int dimension;
    private final ConcurrentMap<ContentKey, Job> inTheMaking = new ConcurrentHashMap<>();
    private final Counter hits;
    private final Counter recalls;
    private final Counter joins;
    private final Counter misses;

    /** @param made shared by the caches of all models */
    VectorCache(
            Cache<ContentKey, Vector> made, SharedVectors shared, String model, int dimension, MeterRegistry registry) {
        this.made = made;
        this.shared = shared;
        this.dimension = dimension;
        recalls = EngineMeter.CACHE.counter(registry, "model", model, "result", "recalled");
        hits = EngineMeter.CACHE.counter(registry, "model", model, "result", "hit");
        joins = EngineMeter.CACHE.counter(registry, "model", model, "result", "shared");
        misses = EngineMeter.CACHE.counter(registry, "model", model, "result", "miss");
    }

    /** Room for vectors of any model. */
    static Cache<ContentKey, Vector> memory(long bytes) {
        return Caffeine.newBuilder()
                .maximumWeight(bytes)
                .weigher((ContentKey _, Vector vector) -> ENTRY_OVERHEAD + vector.dimension() * Float.BYTES)
                .build();
    }

    /** Those of the texts that another instance has embedded, or this one in an earlier life, and that are not here. */
    Map<ContentKey, Vector> recall(Collection<ContentKey> keys) {
        Set<ContentKey> unknown = new LinkedHashSet<>(keys);
        unknown.removeIf(key -> made.getIfPresent(key) != null || inTheMaking.containsKey(key));
        if (unknown.isEmpty()) {
            return Map.of();
        }
        Map<ContentKey, Vector> recalled = shared.find(unknown, dimension);
        recalled.forEach(made::put);
        recalls.increment(recalled.size());
        return recalled;
    }

    @Nullable
    Vector get(ContentKey key) {
        Vector vector = made.getIfPresent(key);
        if (vector != null) {
            hits.increment();
        }
        return vector;
    }

    /**
     * Announces a job, unless one for the same key is under way.
     *
     * @return that other job, or {@code job} itself if it is done already; null if it must run
     */
    @Nullable
    Job join(ContentKey key, Job job) {
        Job other = inTheMaking.putIfAbsent(key, job);
        if (other != null) {
            joins.increment();
            return other;
        }
        Vector vector = made.getIfPresent(key);
        if (vector != null) {
            hits.increment();
            job.complete(vector);
            return job;
        }
        misses.increment();
        return null;
    }

    /** Whoever asks from now on finds the vector. */
    void keep(ContentKey key, Job job, Vector vector) {
        made.put(key, vector);
        inTheMaking.remove(key, job);
        if (job.priority() == Priority.DOCUMENT) {
            shared.keep(key, vector);
        }
    }

    /** Whoever asks from now on runs a job of their own. */
    void forget(ContentKey key, Job job) {
        inTheMaking.remove(key, job);
    }
}
