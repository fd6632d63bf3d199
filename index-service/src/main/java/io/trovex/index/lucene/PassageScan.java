package io.trovex.index.lucene;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.search.DocAndFloatFeatureBuffer;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.VectorScorer;
import org.apache.lucene.util.hnsw.FloatHeap;
import org.jspecify.annotations.Nullable;

/**
 * Compares a vector with passages of some segments, one segment after the other, and finds of each one passage of
 * every document that may be among the nearest of all. The worst of these is known to the next segment: where many were
 * near, little of it is looked at twice. Scores are Lucene's, and differ in their last bits from a {@code DotProduct}.
 */
final class PassageScan {
    /** Within what scores of other arithmetic may be in another order. */
    private static final float UNCERTAIN = 1e-5f;

    private final float[] vector;
    private final int documents;
    private final FloatHeap best;
    private final DocAndFloatFeatureBuffer compared = new DocAndFloatFeatureBuffer();

    /** @param documents how many nearest are wanted */
    PassageScan(float[] vector, int documents) {
        this.vector = vector;
        this.documents = documents;
        this.best = new FloatHeap(documents);
    }

    /**
     * Best first, by the segment's own numbers.
     *
     * @param among the passages in question, by the segment's own numbers; all when null
     */
    ScoreDoc[] nearestIn(Segment segment, @Nullable DocIdSetIterator among) throws IOException {
        FloatVectorValues values = segment.vectorValues();
        if (values == null || values.size() == 0) {
            return new ScoreDoc[0];
        }
        VectorScorer.Bulk passages = values.scorer(vector).bulk(among);
        List<ScoreDoc> near = new ArrayList<>();
        ScoreDoc last = null;
        int document = -1;
        do {
            float highest = passages.nextDocsAndScores(DocIdSetIterator.NO_MORE_DOCS, segment.live(), compared);
            for (int i = 0; i < compared.size && highest >= least(); i++) {
                int passage = compared.docs[i];
                float score = compared.features[i];
                if (score < least()) {
                    continue;
                }
                if (last == null || passage > document) {
                    settle(last, near);
                    last = new ScoreDoc(passage, score);
                    document = segment.documentFrom(passage);
                } else if (score > last.score) {
                    last.doc = passage;
                    last.score = score;
                }
            }
        } while (compared.size > 0);
        settle(last, near);
        float least = least();
        near.removeIf(found -> found.score < least);
        near.sort(ScoreDoc.COMPARATOR);
        return near.toArray(ScoreDoc[]::new);
    }

    /** A document's best passage is known when the next document's comes. */
    private void settle(@Nullable ScoreDoc passage, List<ScoreDoc> near) {
        if (passage != null) {
            best.offer(passage.score);
            near.add(passage);
        }
    }

    private float least() {
        return best.size() < documents ? Float.NEGATIVE_INFINITY : best.peek() - UNCERTAIN;
    }
}
