package io.trovex.index.search.statics;

import java.time.Instant;

/**
 * What an encoder was fitted to.
 *
 * @param passages that the generation had
 * @param samples of them that it was fitted to
 * @param words that it knows
 */
public record Fit(String generation, String model, int passages, int samples, int words, Instant at) {}
