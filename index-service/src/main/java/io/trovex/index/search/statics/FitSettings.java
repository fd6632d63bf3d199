package io.trovex.index.search.statics;

/**
 * What a static encoder is fitted to, and when again.
 *
 * @param minimumPassages a generation with fewer gets none
 * @param growth it is fitted again when the generation has so many times the passages that it had
 * @param samples most passages to fit to; each takes some 4 KB while it is
 * @param words most words that it knows, the frequent ones; each takes as many bytes as the vectors have components
 */
public record FitSettings(int minimumPassages, double growth, int samples, int words) {
    public static final FitSettings DEFAULTS = new FitSettings(500, 3, 10_000, 20_000);
}
