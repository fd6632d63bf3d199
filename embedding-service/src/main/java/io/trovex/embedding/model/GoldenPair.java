package io.trovex.embedding.model;

import org.jspecify.annotations.Nullable;

/**
 * Two sentences and how close their vectors are, as passages: another graph, tokenizer, pooling or prefix shows at once.
 *
 * @param vector that of the first sentence, in base64 of little-endian float32; null if nobody wrote it down
 * @param tolerance how far off a cosine may be on another processor, that with {@code vector} included
 */
public record GoldenPair(
        String one, String other, double cosine, @Nullable String vector, double tolerance) {
    /** Of integers: other instructions round otherwise, and the published graph may have to stand in for a fused one. */
    static final double DEFAULT_TOLERANCE = 0.05;

    /** Of floating-point numbers throughout. */
    static final double FULL_PRECISION_TOLERANCE = 0.02;
}
