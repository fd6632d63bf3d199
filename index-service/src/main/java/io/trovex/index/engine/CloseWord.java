package io.trovex.index.engine;

import java.util.Comparator;

/**
 * A word of the index that another one may have been meant for.
 *
 * @param similarity 1 less the share of letters that differ
 * @param documents that have it, some deleted ones included
 */
public record CloseWord(String word, double similarity, int documents) {
    public static final Comparator<CloseWord> BEST_FIRST = Comparator.comparingDouble(CloseWord::similarity)
            .thenComparingInt(CloseWord::documents)
            .reversed()
            .thenComparing(CloseWord::word);
}
