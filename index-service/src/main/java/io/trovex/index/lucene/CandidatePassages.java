package io.trovex.index.lucene;

import java.util.Arrays;
import java.util.function.IntUnaryOperator;
import org.apache.lucene.util.NumericUtils;

/**
 * The passages that are likely to be the nearest, the best of each document. What comes is put down as a number, a
 * passage with its estimate, and looked through when there is no more room.
 */
final class CandidatePassages {
    private static final int NONE = -1;
    private static final int ROOM_FOR_EACH = 2;

    private final int wanted;
    private final IntUnaryOperator documentOf;
    private final long[] found;
    private final int[] documents;
    private int count;
    private float least = Float.NEGATIVE_INFINITY;

    /** @param documentOf a passage */
    CandidatePassages(int wanted, IntUnaryOperator documentOf) {
        this.wanted = wanted;
        this.documentOf = documentOf;
        this.found = new long[wanted * ROOM_FOR_EACH];
        this.documents = new int[Integer.highestOneBit(wanted) * 4];
    }

    /** What is not above changes nothing. */
    float least() {
        return least;
    }

    /** Whether there are as many as are wanted, as far as was looked through. */
    boolean areEnough() {
        return least > Float.NEGATIVE_INFINITY;
    }

    void consider(int passage, float estimate) {
        if (count == found.length) {
            keepTheBest();
        }
        found[count++] = ((long) NumericUtils.floatToSortableInt(estimate) << Integer.SIZE) | (~passage & 0xFFFF_FFFFL);
    }

    /** Their numbers. */
    int[] ascending() {
        keepTheBest();
        int[] passages = new int[count];
        for (int i = 0; i < count; i++) {
            passages[i] = passage(found[i]);
        }
        Arrays.sort(passages);
        return passages;
    }

    private void keepTheBest() {
        Arrays.sort(found, 0, count);
        Arrays.fill(documents, NONE);
        long[] best = new long[Math.min(count, wanted)];
        int kept = 0;
        for (int i = count - 1; i >= 0 && kept < best.length; i--) {
            if (isFirstOf(documentOf.applyAsInt(passage(found[i])))) {
                best[kept++] = found[i];
            }
        }
        System.arraycopy(best, 0, found, 0, kept);
        count = kept;
        if (kept == wanted) {
            least = NumericUtils.sortableIntToFloat((int) (best[wanted - 1] >> Integer.SIZE));
        }
    }

    /** Open addressing, since it is asked for every passage that is kept. */
    private boolean isFirstOf(int document) {
        // documents that lie near each other are spread by Fibonacci's multiplier, whose first bits are the best
        int place = (document * 0x9E37_79B9) >>> Integer.numberOfLeadingZeros(documents.length - 1);
        while (documents[place] != NONE) {
            if (documents[place] == document) {
                return false;
            }
            place = (place + 1) & (documents.length - 1);
        }
        documents[place] = document;
        return true;
    }

    private static int passage(long found) {
        return (int) ~found;
    }
}
