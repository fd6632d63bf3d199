package io.trovex.index.lucene;

import org.apache.lucene.search.AbstractKnnCollector;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.search.TotalHits;
import org.apache.lucene.search.knn.KnnSearchStrategy;
import org.apache.lucene.util.BitSet;
import org.apache.lucene.util.LongHeap;
import org.apache.lucene.util.NumericUtils;
import org.jspecify.annotations.Nullable;

/**
 * Collects the nearest passages of a segment, one of each document; of equal ones the first. Lucene's own collector keeps an
 * object for each and every document's place in the heap; here a passage with its score is a number.
 */
final class NearestOfEach extends AbstractKnnCollector {
    private final BitSet documents;
    private final NearestByDocument nearest;

    /** Worst first. Beside the nearest passage of a document, those that it outdid stay until they are the worst. */
    private final LongHeap heap;

    private int outdone;

    /** @param documents the last of each block */
    NearestOfEach(int wanted, long visits, @Nullable KnnSearchStrategy strategy, BitSet documents) {
        super(wanted, visits, strategy);
        this.documents = documents;
        this.nearest = new NearestByDocument(wanted);
        this.heap = new LongHeap(wanted + 1);
    }

    @Override
    public boolean collect(int passage, float score) {
        long found = ((long) NumericUtils.floatToSortableInt(score) << Integer.SIZE) | (~passage & 0xFFFF_FFFFL);
        if (numCollected() >= k() && found < heap.top()) {
            return false;
        }
        long before = nearest.raise(documents.nextSetBit(passage), found);
        if (before >= found) {
            return false;
        }
        // what was pushed out is below
        boolean isHeld = before != NearestByDocument.NONE && before >= heap.top();
        heap.push(found);
        if (isHeld) {
            outdone++;
        }
        if (numCollected() > k()) {
            heap.pop();
        }
        while (outdone > 0 && isOutdone(heap.top())) {
            heap.pop();
            outdone--;
        }
        return true;
    }

    private boolean isOutdone(long found) {
        return nearest.of(documents.nextSetBit(passage(found))) > found;
    }

    @Override
    public int numCollected() {
        return heap.size() - outdone;
    }

    @Override
    public float minCompetitiveSimilarity() {
        return numCollected() >= k() ? score(heap.top()) : Float.NEGATIVE_INFINITY;
    }

    @Override
    public TopDocs topDocs() {
        ScoreDoc[] bestFirst = new ScoreDoc[numCollected()];
        for (int place = bestFirst.length; place > 0; ) {
            long worst = heap.pop();
            if (!isOutdone(worst)) {
                bestFirst[--place] = new ScoreDoc(passage(worst), score(worst));
            }
        }
        return new TopDocs(
                new TotalHits(
                        visitedCount(),
                        earlyTerminated() ? TotalHits.Relation.GREATER_THAN_OR_EQUAL_TO : TotalHits.Relation.EQUAL_TO),
                bestFirst);
    }

    private static int passage(long found) {
        return (int) ~found;
    }

    private static float score(long found) {
        return NumericUtils.sortableIntToFloat((int) (found >> Integer.SIZE));
    }
}
