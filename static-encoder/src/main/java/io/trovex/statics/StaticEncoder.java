package io.trovex.statics;

/** Makes vectors by looking tokens up. Thread-safe. */
public final class StaticEncoder {
    private final StaticTable table;
    private final float common;

    public StaticEncoder(StaticTable table) {
        this(table, 1);
    }

    /**
     * @param common how much counts what all sentences share: less than 1 for texts much shorter than those that the table
     *     was fitted to
     */
    public StaticEncoder(StaticTable table, float common) {
        this.table = table;
        this.common = common;
    }

    /** The vector, of length 1, of a text of these tokens. One without a known token gets the one in the middle of all. */
    public float[] encode(int[] ids) {
        return encode(ids, 0, ids.length);
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
        table.addCommonRow(common, sum);
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
