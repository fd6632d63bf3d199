package io.trovex.statics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;

/**
 * Fits a table of token vectors to a teacher's sentence vectors, by ridge regression on the sentences' tokens, weighted
 * by how rare they are. Samples come one by one; of more than it keeps, every one is as likely to count. For one thread.
 */
public final class StaticDistillation {
    /** Holds the rows of rare tokens back. */
    public static final double RIDGE = 0.03;

    private final int tokens;
    private final int dimension;
    private final int mostSamples;
    private final Random random;
    private final List<Sample> samples = new ArrayList<>();
    private long offered;

    /**
     * @param tokens how many there are; their ids begin at 0
     * @param mostSamples kept in memory, at four bytes for each token and component
     */
    public StaticDistillation(int tokens, int dimension, int mostSamples, long seed) {
        this.tokens = tokens;
        this.dimension = dimension;
        this.mostSamples = mostSamples;
        this.random = new Random(seed);
    }

    /** A sentence's tokens, sorted, and its vector. */
    static final class Sample {
        private final int[] ids;
        private final float[] vector;

        Sample(int[] ids, float[] vector) {
            this.ids = ids;
            this.vector = vector;
        }

        int[] ids() {
            return ids;
        }

        float[] vector() {
            return vector;
        }
    }

    /**
     * @param ids of the sentence's tokens, in any order, each as often as it occurs; without any it does not count
     * @param vector the teacher's, of length 1; not copied
     */
    public void add(int[] ids, float[] vector) {
        if (vector.length != dimension) {
            throw new IllegalArgumentException("expected " + dimension + " components, not " + vector.length);
        }
        if (ids.length == 0) {
            return;
        }
        offered++;
        if (samples.size() < mostSamples) {
            samples.add(sample(ids, vector));
            return;
        }
        long place = random.nextLong(offered);
        if (place < mostSamples) {
            samples.set((int) place, sample(ids, vector));
        }
    }

    public int samples() {
        return samples.size();
    }

    /**
     * The table for what was added so far.
     *
     * @param threads to compute on; they inherit the system's priority of the calling one
     * @throws IllegalStateException if nothing was
     * @throws CancellationException if the calling thread is interrupted meanwhile
     */
    public StaticTable fit(double ridge, int threads) {
        if (samples.isEmpty()) {
            throw new IllegalStateException("there is no text to fit a table to");
        }
        TokenWeights weights = TokenWeights.of(samples, tokens);
        DesignMatrix design = DesignMatrix.of(samples, weights);
        float[][] solution = new RidgeRegression(design, ridge).solve(targets(), threads);
        float[][] rows = new float[weights.tokens() + 1][];
        for (int token = 0; token < weights.tokens(); token++) {
            int column = weights.column(token);
            rows[token] = column < 0 ? new float[dimension] : solution[column];
        }
        rows[weights.tokens()] = solution[design.columns() - 1];
        return StaticTable.of(rows, weights.all());
    }

    private float[][] targets() {
        return samples.stream().map(Sample::vector).toArray(float[][]::new);
    }

    private static Sample sample(int[] ids, float[] vector) {
        int[] sorted = ids.clone();
        Arrays.sort(sorted);
        return new Sample(sorted, vector);
    }
}
