package io.trovex.index.search;

/**
 * How searches rank.
 *
 * @param candidates documents that each ranking puts forward, or the size asked for if that is more
 * @param semanticWeight share of the semantic score in a weighted fusion, 0 to 1; the keyword score has the rest
 * @param pageDepth documents that each ranking puts forward for a search whose pages are turned, or that is grouped
 */
public record SearchSettings(int candidates, double semanticWeight, int pageDepth) {
    private static final int PAGE_DEPTH = 10_000;

    /**
     * One weight that suits both models, by the mean nDCG@10 of five collections: .616 with MiniLM (keyword alone .532,
     * semantic .567, RRF .596), .615 with bge-small (semantic .578, RRF .602). MiniLM alone is as good from .7, bge-small
     * gains half a point more at .9.
     */
    public static final SearchSettings DEFAULTS = new SearchSettings(100, 0.8);

    public SearchSettings(int candidates, double semanticWeight) {
        this(candidates, semanticWeight, PAGE_DEPTH);
    }
}
