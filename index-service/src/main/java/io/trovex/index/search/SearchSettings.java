package io.trovex.index.search;

/**
 * How searches rank.
 *
 * @param candidates documents that each ranking puts forward, or the size asked for if that is more
 * @param semanticWeight share of the semantic score in a weighted fusion, 0 to 1; the keyword score has the rest
 */
public record SearchSettings(int candidates, double semanticWeight) {
    public static final SearchSettings DEFAULTS = new SearchSettings(200, 0.5);
}
