package io.trovex.index.search;

/**
 * How searches rank.
 *
 * @param candidates documents that each ranking puts forward, or the size asked for if that is more
 * @param semanticWeight share of the semantic score in a weighted fusion, 0 to 1; the keyword score has the rest
 * @param neighbourWeight of the most similar candidates' scores in a weighted fusion, 0 to below 1; 0 leaves them out
 * @param pageDepth documents that each ranking puts forward for a search whose pages are turned, or that is grouped
 */
public record SearchSettings(int candidates, double semanticWeight, double neighbourWeight, int pageDepth) {
    private static final int PAGE_DEPTH = 10_000;

    /** Chosen by cross-validation over five collections and two models: docs/results/relevance.md. */
    public static final SearchSettings DEFAULTS = new SearchSettings(100, 0.8, 0.4, PAGE_DEPTH);
}
