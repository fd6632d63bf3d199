package io.trovex.embedding.model.graph;

import com.google.protobuf.ByteString;
import java.nio.FloatBuffer;

/** A matrix in signed bytes with a scale for each column, around zero. */
record Int8Weights(int rows, int columns, ByteString values, Matrix scales) {
    private static final int LARGEST = 127;

    static Int8Weights of(Matrix weights) {
        int columns = weights.columns();
        float[] scales = new float[columns];
        for (int row = 0; row < weights.rows(); row++) {
            for (int column = 0; column < columns; column++) {
                scales[column] = Math.max(scales[column], Math.abs(weights.at(row, column)));
            }
        }
        for (int column = 0; column < columns; column++) {
            // any scale will do for a column of zeros
            scales[column] = scales[column] == 0 ? 1 : scales[column] / LARGEST;
        }
        ByteString.Output values = ByteString.newOutput(weights.rows() * columns);
        for (int row = 0; row < weights.rows(); row++) {
            for (int column = 0; column < columns; column++) {
                values.write((int) Math.rint(weights.at(row, column) / scales[column]));
            }
        }
        return new Int8Weights(
                weights.rows(), columns, values.toByteString(), new Matrix(1, columns, FloatBuffer.wrap(scales)));
    }
}
