package io.trovex.embedding.tokenizer;

/** The word being read; at its end it is cut greedily into the longest known pieces. */
final class Word {
    /** A longer word, in code points, is unknown as a whole. */
    private static final int LONGEST = 100;

    private final Vocabulary vocabulary;
    private final int unknown;
    private final Tokens tokens;
    private final char[] chars = new char[2 * LONGEST];
    private final int[] starts = new int[2 * LONGEST];
    private final int[] ends = new int[2 * LONGEST];
    private final int[] pieces = new int[2 * LONGEST];
    private final int[] pieceEnds = new int[2 * LONGEST];
    private int length;
    private int codePoints;
    private int firstStart;
    private int lastEnd;

    Word(Vocabulary vocabulary, int unknown, Tokens tokens) {
        this.vocabulary = vocabulary;
        this.unknown = unknown;
        this.tokens = tokens;
    }

    /** Adds a folded code point that came from {@code start} to {@code end} of the text. */
    void append(int codePoint, int start, int end) {
        if (codePoints == 0) {
            firstStart = start;
        }
        lastEnd = end;
        if (++codePoints > LONGEST) {
            return;
        }
        int count = Character.toChars(codePoint, chars, length);
        for (int i = 0; i < count; i++) {
            starts[length] = start;
            ends[length] = end;
            length++;
        }
    }

    void end() {
        if (codePoints == 0) {
            return;
        }
        int count = codePoints > LONGEST ? 0 : cut();
        if (count == 0) {
            tokens.add(unknown, firstStart, lastEnd, true);
        }
        int from = 0;
        for (int piece = 0; piece < count; piece++) {
            tokens.add(pieces[piece], starts[from], ends[pieceEnds[piece] - 1], piece == 0);
            from = pieceEnds[piece];
        }
        length = 0;
        codePoints = 0;
    }

    /** Returns how many pieces the word has; none when any part of it is unknown. */
    private int cut() {
        int count = 0;
        for (int from = 0; from < length; ) {
            long match = vocabulary.longestMatch(chars, from, length);
            if (match < 0) {
                return 0;
            }
            pieces[count] = (int) match;
            from = (int) (match >>> Integer.SIZE);
            pieceEnds[count++] = from;
        }
        return count;
    }
}
