package io.trovex.index.search;

import io.trovex.index.engine.DocIdOrder;
import java.util.Comparator;

/**
 * A document in its place, not read yet.
 *
 * @param number names it within the view that ranked it
 * @param passage number of its semantically best passage; -1 to choose one by its words
 */
record RankedDocument(int number, String docId, int passage, double score, Explanation explanation) {
    static final Comparator<RankedDocument> BEST_FIRST = (one, other) -> {
        int better = Double.compare(other.score, one.score);
        return better != 0 ? better : DocIdOrder.compare(one.docId, other.docId);
    };
}
