package io.trovex.statics;

import java.util.List;

/** A sparse row for each sentence: its tokens' weights, scaled to length 1, and a 1 for what all have in common. */
final class DesignMatrix {
    /** Columns of other matrices that are worked on together. */
    static final int WIDTH = 32;

    private static final boolean HAS_VECTOR_API =
            ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();

    private final int columns;
    private final int[][] indices;
    private final float[][] values;

    private DesignMatrix(int columns, int[][] indices, float[][] values) {
        this.columns = columns;
        this.indices = indices;
        this.values = values;
    }

    static DesignMatrix of(List<StaticDistillation.Sample> samples, TokenWeights weights) {
        int[][] indices = new int[samples.size()][];
        float[][] values = new float[samples.size()][];
        for (int row = 0; row < samples.size(); row++) {
            int[] ids = samples.get(row).ids();
            double squares = 0;
            for (int id : ids) {
                squares += (double) weights.weight(id) * weights.weight(id);
            }
            double norm = Math.sqrt(squares);
            int different = different(ids);
            indices[row] = new int[different + 1];
            values[row] = new float[different + 1];
            for (int i = 0, at = -1; i < ids.length; i++) {
                if (i == 0 || ids[i] != ids[i - 1]) {
                    indices[row][++at] = weights.column(ids[i]);
                }
                values[row][at] += (float) (weights.weight(ids[i]) / norm);
            }
            indices[row][different] = weights.met();
            values[row][different] = 1;
        }
        return new DesignMatrix(weights.met() + 1, indices, values);
    }

    private static int different(int[] sorted) {
        int different = 0;
        for (int i = 0; i < sorted.length; i++) {
            if (i == 0 || sorted[i] != sorted[i - 1]) {
                different++;
            }
        }
        return different;
    }

    int rows() {
        return indices.length;
    }

    int columns() {
        return columns;
    }

    /** {@code to += thisᵀ · this · from}, for matrices of {@link #WIDTH} columns, row by row. */
    void addNormal(float[] from, float[] to) {
        for (int row = 0; row < indices.length; row++) {
            if (HAS_VECTOR_API) {
                VectorisedRow.addNormal(indices[row], values[row], from, to);
            } else {
                addNormalOfRow(indices[row], values[row], from, to);
            }
        }
    }

    /** As {@link VectorisedRow} does, to the same bits. */
    static void addNormalOfRow(int[] indices, float[] values, float[] from, float[] to) {
        float[] sums = new float[WIDTH];
        for (int i = 0; i < indices.length; i++) {
            add(values[i], from, indices[i] * WIDTH, sums, 0);
        }
        for (int i = 0; i < indices.length; i++) {
            add(values[i], sums, 0, to, indices[i] * WIDTH);
        }
    }

    /** {@code to += thisᵀ · from}. */
    void addTransposed(float[] from, float[] to) {
        for (int row = 0; row < indices.length; row++) {
            for (int i = 0; i < indices[row].length; i++) {
                add(values[row][i], from, row * WIDTH, to, indices[row][i] * WIDTH);
            }
        }
    }

    private static void add(float factor, float[] from, int start, float[] to, int target) {
        for (int i = 0; i < WIDTH; i++) {
            to[target + i] += factor * from[start + i];
        }
    }
}
