package io.trovex.index.lucene;

import io.trovex.index.analysis.TextAnalysis;

/**
 * The constants of keyword scores. OpenSearch has the defaults.
 *
 * @param k1 how much more a word counts that comes more often, 0 or more
 * @param b how much a long text counts less, 0 to 1
 * @param titleWeight how often the title counts, 1 or more
 */
public record Bm25(double k1, double b, int titleWeight) {
    public static final Bm25 DEFAULTS = new Bm25(1.2, 0.75, TextAnalysis.TITLE_WEIGHT);
}
