package io.trovex.embedding.statics;

import io.trovex.embedding.tokenizer.Tokens;
import io.trovex.embedding.tokenizer.WordPieceTokenizer;

/** Makes vectors by looking tokens up. Thread-safe. */
public final class StaticEncoder {
    private final WordPieceTokenizer tokenizer;
    private final StaticTable table;

    /** @param tokenizer the one that the table was fitted with */
    public StaticEncoder(WordPieceTokenizer tokenizer, StaticTable table) {
        this.tokenizer = tokenizer;
        this.table = table;
    }

    /** The text's vector, of length 1. A text without a known token gets the one in the middle of all. */
    public float[] encode(String text) {
        Tokens tokens = tokenizer.tokenize(text);
        return encode(tokens.ids(), 0, tokens.size());
    }

    /** The same for tokens, from {@code start} to before {@code end}. */
    public float[] encode(int[] ids, int start, int end) {
        float[] sum = new float[table.dimension()];
        double squares = 0;
        for (int i = start; i < end; i++) {
            double weight = table.weight(ids[i]);
            squares += weight * weight;
        }
        if (squares > 0) {
            double norm = Math.sqrt(squares);
            for (int i = start; i < end; i++) {
                float weight = table.weight(ids[i]);
                if (weight > 0) {
                    table.addTokenRow(ids[i], (float) (weight / norm), sum);
                }
            }
        }
        table.addCommonRow(sum);
        return normalised(sum);
    }

    private static float[] normalised(float[] vector) {
        double squares = 0;
        for (float component : vector) {
            squares += (double) component * component;
        }
        float scale = (float) (1 / Math.sqrt(squares));
        for (int i = 0; i < vector.length; i++) {
            vector[i] *= scale;
        }
        return vector;
    }
}
