package io.trovex.embedding.engine;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.trovex.contracts.Vector;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/** One model's vectors, already made and in the making, so that equal texts are embedded once. Thread-safe. */
final class VectorCache {
    /** Key, entry and queue nodes, object headers. */
    private static final int ENTRY_OVERHEAD = 200;

    private final Cache<ContentKey, Vector> made;
    private final ConcurrentMap<ContentKey, Job> inTheMaking = new ConcurrentHashMap<>();
    private final Counter hits;
    private final Counter shared;
    private final Counter misses;

    /** @param made shared by the caches of all models */
    VectorCache(Cache<ContentKey, Vector> made, String model, MeterRegistry registry) {
        this.made = made;
        hits = EngineMeter.CACHE.counter(registry, "model", model, "result", "hit");
        shared = EngineMeter.CACHE.counter(registry, "model", model, "result", "shared");
        misses = EngineMeter.CACHE.counter(registry, "model", model, "result", "miss");
    }

    /** Room for vectors of any model. */
    static Cache<ContentKey, Vector> memory(long bytes) {
        return Caffeine.newBuilder()
                .maximumWeight(bytes)
                .weigher((ContentKey _, Vector vector) -> ENTRY_OVERHEAD + vector.dimension() * Float.BYTES)
                .build();
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
            shared.increment();
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
    }

    /** Whoever asks from now on runs a job of their own. */
    void forget(ContentKey key, Job job) {
        inTheMaking.remove(key, job);
    }
}
