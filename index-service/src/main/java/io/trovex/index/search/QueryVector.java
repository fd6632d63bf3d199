package io.trovex.index.search;

import org.jspecify.annotations.Nullable;

/** What became of a query's vector. */
final class QueryVector {
    /** Of a search by words. */
    static final QueryVector UNASKED = new QueryVector(null, null);

    private final float @Nullable [] components;
    private final @Nullable Degradation degradation;

    /**
     * @param components absent when no encoder made any
     * @param degradation absent when the generation's model made it
     */
    QueryVector(float @Nullable [] components, @Nullable Degradation degradation) {
        this.components = components;
        this.degradation = degradation;
    }

    float @Nullable [] components() {
        return components;
    }

    @Nullable
    Degradation degradation() {
        return degradation;
    }
}
