package io.trovex.index.engine;

import java.util.Comparator;

/**
 * A document that a ranking put forward.
 *
 * @param number names it within one {@link IndexView}
 * @param passage number of its best passage; -1 when the ranking looked at the document as a whole
 */
public record Match(int number, String docId, double score, int passage) {
    /** Best first; equal scores in the order of their ids, whatever the layout of the segments. */
    public static final Comparator<Match> BEST_FIRST = (one, other) -> {
        int better = Double.compare(other.score, one.score);
        return better != 0 ? better : DocIdOrder.compare(one.docId, other.docId);
    };
}
