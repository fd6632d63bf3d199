package io.trovex.benchmarks.embedding;

import java.nio.FloatBuffer;
import java.util.List;

/** Arithmetic on vectors. */
final class Vectors {
    private Vectors() {}

    /** The direction of the mean of rows. */
    static float[] normalisedMean(FloatBuffer values, int rows) {
        float[] sum = new float[values.remaining() / rows];
        for (int i = 0; i < values.remaining(); i++) {
            sum[i % sum.length] += values.get(i);
        }
        return normalised(sum);
    }

    /** The vector itself, brought to length 1. */
    static float[] normalised(float[] vector) {
        double length = Math.sqrt(dot(vector, vector));
        for (int i = 0; i < vector.length; i++) {
            vector[i] /= (float) length;
        }
        return vector;
    }

    /** The least cosine of any text's two vectors. */
    static double leastCosine(List<float[]> some, List<float[]> others) {
        double least = 1;
        for (int i = 0; i < some.size(); i++) {
            least = Math.min(least, dot(some.get(i), others.get(i)));
        }
        return least;
    }

    private static double dot(float[] one, float[] other) {
        double dot = 0;
        for (int i = 0; i < one.length; i++) {
            dot += (double) one[i] * other[i];
        }
        return dot;
    }
}
