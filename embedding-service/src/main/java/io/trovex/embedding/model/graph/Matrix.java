package io.trovex.embedding.model.graph;

import java.nio.FloatBuffer;

/**
 * A model's parameters, row by row; a vector is a matrix of one row.
 *
 * @param values read by index, so its position does not matter
 */
record Matrix(int rows, int columns, FloatBuffer values) {

    float at(int row, int column) {
        return values.get(row * columns + column);
    }

    /** This matrix and the others side by side. */
    static Matrix beside(Matrix... parts) {
        int rows = parts[0].rows;
        int columns = 0;
        for (Matrix part : parts) {
            columns += part.columns;
        }
        FloatBuffer values = FloatBuffer.allocate(rows * columns);
        for (int row = 0; row < rows; row++) {
            for (Matrix part : parts) {
                values.put(part.values.slice(row * part.columns, part.columns));
            }
        }
        return new Matrix(rows, columns, values.flip());
    }

    /** Every row of this matrix with {@code vector} added. */
    Matrix plusEachRow(Matrix vector) {
        FloatBuffer sum = FloatBuffer.allocate(rows * columns);
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                sum.put(at(row, column) + vector.at(0, column));
            }
        }
        return new Matrix(rows, columns, sum.flip());
    }

    Matrix row(int row) {
        return new Matrix(1, columns, values.slice(row * columns, columns));
    }
}
