package io.trovex.index.search;

import org.jspecify.annotations.Nullable;

/** What became of a query's vector. */
final class QueryVector {
    /** Of a search by words. */
    static final QueryVector UNASKED = new QueryVector(null, null);

    private static final float SMALLEST = 1e-6f;

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

    /** Half way to the direction, or all the way where there is nothing else. */
    QueryVector towards(float @Nullable [] direction) {
        if (direction == null) {
            return this;
        }
        if (components == null) {
            return new QueryVector(direction, degradation);
        }
        double length = 0;
        for (float component : components) {
            length += (double) component * component;
        }
        float[] between = direction.clone();
        for (int i = 0; i < between.length && length > 0; i++) {
            between[i] += (float) (components[i] / Math.sqrt(length));
        }
        for (float component : between) {
            if (Math.abs(component) > SMALLEST) {
                return new QueryVector(between, degradation);
            }
        }
        return new QueryVector(direction, degradation);
    }

    float @Nullable [] components() {
        return components;
    }

    @Nullable
    Degradation degradation() {
        return degradation;
    }
}
