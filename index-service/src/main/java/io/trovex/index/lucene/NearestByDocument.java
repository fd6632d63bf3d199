package io.trovex.index.lucene;

import java.util.Arrays;

/** The nearest passage found of each document: open addressing, since a walk asks for every passage that it takes. */
final class NearestByDocument {
    /** Less than any passage. */
    static final long NONE = Long.MIN_VALUE;

    private int[] documents;
    private long[] nearest;
    private int size;

    /** @param expected number of documents */
    NearestByDocument(int expected) {
        int places = places(expected);
        this.documents = new int[places];
        this.nearest = filled(places);
    }

    /** {@link #NONE} if nothing was found of it. */
    long of(int document) {
        return nearest[place(document)];
    }

    /** Keeps the greater one; returns what was known before. */
    long raise(int document, long found) {
        int place = place(document);
        long before = nearest[place];
        if (found > before) {
            nearest[place] = found;
            if (before == NONE) {
                documents[place] = document;
                size++;
                if (size > nearest.length / 2) {
                    grow();
                }
            }
        }
        return before;
    }

    private int place(int document) {
        // documents that lie near each other are spread by Fibonacci's multiplier, whose first bits are the best
        int place = (document * 0x9E37_79B9) >>> Integer.numberOfLeadingZeros(nearest.length - 1);
        while (nearest[place] != NONE && documents[place] != document) {
            place = (place + 1) & (nearest.length - 1);
        }
        return place;
    }

    private void grow() {
        int[] before = documents;
        long[] known = nearest;
        documents = new int[2 * before.length];
        nearest = filled(2 * known.length);
        for (int i = 0; i < before.length; i++) {
            if (known[i] != NONE) {
                int place = place(before[i]);
                documents[place] = before[i];
                nearest[place] = known[i];
            }
        }
    }

    private static int places(int expected) {
        return Integer.highestOneBit(Math.max(expected, 4)) * 8;
    }

    private static long[] filled(int places) {
        long[] none = new long[places];
        Arrays.fill(none, NONE);
        return none;
    }
}
