package io.trovex.index.lucene;

import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** What is read forward only is asked for documents in the order of their numbers, in whatever order they are wanted. */
final class Ascending {
    private Ascending() {}

    /**
     * The places from 0 in the order of their numbers.
     *
     * @param number of the document, or the passage, at a place
     */
    static int[] places(int count, IntUnaryOperator number) {
        LongStream numbered =
                IntStream.range(0, count).mapToLong(place -> ((long) number.applyAsInt(place) << Integer.SIZE) + place);
        return numbered.sorted().mapToInt(each -> (int) each).toArray();
    }
}
