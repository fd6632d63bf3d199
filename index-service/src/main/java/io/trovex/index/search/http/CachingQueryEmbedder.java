package io.trovex.index.search.http;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.trovex.index.search.QueryEmbedder;

/** Remembers the vectors of recent queries. A failure is not remembered, and nobody waits for another's call. */
public final class CachingQueryEmbedder implements QueryEmbedder {
    private final QueryEmbedder embedder;
    private final Cache<String, float[]> recent;

    /** @param size vectors to keep; 0 keeps none */
    public CachingQueryEmbedder(QueryEmbedder embedder, int size) {
        this.embedder = embedder;
        this.recent = Caffeine.newBuilder().maximumSize(size).build();
    }

    @Override
    public float[] embed(String query) {
        float[] known = recent.getIfPresent(query);
        if (known != null) {
            return known;
        }
        float[] vector = embedder.embed(query);
        recent.put(query, vector);
        return vector;
    }

    @Override
    public QueryEmbedder uncached() {
        return embedder;
    }
}
