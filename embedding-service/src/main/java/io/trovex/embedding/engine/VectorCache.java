package io.trovex.embedding.engine;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.trovex.contracts.Vector;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/** Vectors already made and vectors in the making, so that equal texts are embedded once. Thread-safe. */
final class VectorCache {
    /** Key, entry and queue nodes, object headers. */
    private static final int ENTRY_OVERHEAD = 200;

    private final Cache<ContentKey, Vector> made;
    private final ConcurrentMap<ContentKey, Job> inTheMaking = new ConcurrentHashMap<>();
    private final Counter hits;
    private final Counter shared;
    private final Counter misses;

    VectorCache(long bytes, String model, MeterRegistry registry) {
        made = Caffeine.newBuilder()
                .maximumWeight(bytes)
                .weigher((ContentKey _, Vector vector) -> ENTRY_OVERHEAD + vector.dimension() * Float.BYTES)
                .build();
        hits = EngineMeter.CACHE.counter(registry, "model", model, "result", "hit");
        shared = EngineMeter.CACHE.counter(registry, "model", model, "result", "shared");
        misses = EngineMeter.CACHE.counter(registry, "model", model, "result", "miss");
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
     * @return that other job; null if {@code job} is the one that must run
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
            inTheMaking.remove(key, job);
            hits.increment();
            job.vector().complete(vector);
            return job;
        }
        misses.increment();
        return null;
    }

    /** Keeps the job's vector, once it is there. The result completes after that. */
    CompletableFuture<Vector> keep(ContentKey key, Job job) {
        return job.vector().whenComplete((vector, _) -> {
            if (vector != null) {
                made.put(key, vector);
            }
            inTheMaking.remove(key, job);
        });
    }
}
