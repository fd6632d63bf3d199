package io.trovex.index.engine;

import org.apache.lucene.util.VectorUtil;
import org.jspecify.annotations.Nullable;

/** What documents like a certain one are found by. */
public final class LikeDocument {
    private static final float SHORTEST = 1e-6f;

    private final float @Nullable [] direction;
    private final String words;

    /**
     * @param sum of its passages' vectors; null when it has none
     * @param words those that tell it from others
     */
    public LikeDocument(float @Nullable [] sum, String words) {
        this.direction =
                sum == null || VectorUtil.dotProduct(sum, sum) < SHORTEST ? null : VectorUtil.l2normalize(sum.clone());
        this.words = words;
    }

    /** The mean of its passages' vectors, of length one; null when it has none, or they cancel out. */
    public float @Nullable [] direction() {
        return direction;
    }

    /** Those that tell it from others: frequent in it and rare elsewhere, but in some other document too. */
    public String words() {
        return words;
    }
}
