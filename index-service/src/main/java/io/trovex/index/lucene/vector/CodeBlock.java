package io.trovex.index.lucene.vector;

import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/**
 * Where things lie in a block of codes: sixteen passages beside each other, so that a register takes the same 32 components of as many
 * as it has room for. Rows of sixteen numbers: the words of bits, then shifts, scales, and the passages' own numbers.
 *
 * @param dimension of the vectors
 */
record CodeBlock(int dimension) {
    static final int PASSAGES = 16;
    static final int ROW = PASSAGES * Integer.BYTES;

    static final ByteOrder ORDER = ByteOrder.LITTLE_ENDIAN;
    static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ORDER);
    static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ORDER);

    static int blocks(int passages) {
        return Math.ceilDiv(passages, PASSAGES);
    }

    int words() {
        return Math.ceilDiv(dimension, Integer.SIZE);
    }

    int shifts() {
        return words() * ROW;
    }

    int scales() {
        return shifts() + ROW;
    }

    int numbers() {
        return scales() + ROW;
    }

    int bytes() {
        return numbers() + ROW;
    }
}
