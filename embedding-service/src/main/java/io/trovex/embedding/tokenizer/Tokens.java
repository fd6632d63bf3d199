package io.trovex.embedding.tokenizer;

import java.util.Arrays;
import java.util.BitSet;

/** The word pieces of one text, in order, without special tokens. */
public final class Tokens {
    private int[] ids;
    private int[] starts;
    private int[] ends;
    private final BitSet wordStarts = new BitSet();
    private int size;

    Tokens(int expected) {
        ids = new int[expected];
        starts = new int[expected];
        ends = new int[expected];
    }

    void add(int id, int start, int end, boolean startsWord) {
        if (size == ids.length) {
            int larger = size * 2;
            ids = Arrays.copyOf(ids, larger);
            starts = Arrays.copyOf(starts, larger);
            ends = Arrays.copyOf(ends, larger);
        }
        ids[size] = id;
        starts[size] = start;
        ends[size] = end;
        wordStarts.set(size, startsWord);
        size++;
    }

    public int size() {
        return size;
    }

    public int id(int token) {
        return ids[token];
    }

    /** Offset of the token's first UTF-16 code unit in the text. */
    public int start(int token) {
        return starts[token];
    }

    /** Offset after its last. */
    public int end(int token) {
        return ends[token];
    }

    /**
     * Whether a word starts here. Words are tokenized independently of each other: cutting the text between two of them
     * cuts the tokens alike.
     */
    public boolean startsWord(int token) {
        return wordStarts.get(token);
    }

    public int[] ids() {
        return Arrays.copyOf(ids, size);
    }
}
