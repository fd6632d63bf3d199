package io.trovex.index.lucene.vector;

import java.io.IOException;
import java.util.List;
import org.apache.lucene.util.IORunnable;
import org.apache.lucene.util.VectorUtil;

/** The middles of clusters, by Lloyd's k-means: each vector belongs to the nearest, each is the mean of its own. */
final class Centroids {
    private static final int ROUNDS = 5;

    private final float[][] middles;

    /** Half of each one's square, by which a product falls short of telling the nearest. */
    private final float[] halves;

    private Centroids(float[][] middles) {
        this.middles = middles;
        this.halves = new float[middles.length];
        for (int i = 0; i < middles.length; i++) {
            halves[i] = VectorUtil.dotProduct(middles[i], middles[i]) / 2;
        }
    }

    /**
     * @param count at most as many as there are samples, and at least one
     * @param stop is asked for each sample, and may throw
     */
    static Centroids of(List<float[]> samples, int count, IORunnable stop) throws IOException {
        float[][] first = new float[count][];
        for (int i = 0; i < count; i++) {
            first[i] = samples.get((int) ((long) i * samples.size() / count));
        }
        Centroids centroids = new Centroids(first);
        for (int round = 0; round < ROUNDS; round++) {
            centroids = centroids.moved(samples, stop);
        }
        return centroids;
    }

    float[][] middles() {
        return middles;
    }

    int nearest(float[] vector) {
        int nearest = 0;
        float best = Float.NEGATIVE_INFINITY;
        for (int i = 0; i < middles.length; i++) {
            float closeness = VectorUtil.dotProduct(middles[i], vector) - halves[i];
            if (closeness > best) {
                best = closeness;
                nearest = i;
            }
        }
        return nearest;
    }

    /** One that has no sample stays where it is. */
    private Centroids moved(List<float[]> samples, IORunnable stop) throws IOException {
        float[][] sums = new float[middles.length][middles[0].length];
        int[] sizes = new int[middles.length];
        for (float[] sample : samples) {
            stop.run();
            int own = nearest(sample);
            sizes[own]++;
            for (int i = 0; i < sample.length; i++) {
                sums[own][i] += sample[i];
            }
        }
        for (int own = 0; own < sums.length; own++) {
            if (sizes[own] == 0) {
                sums[own] = middles[own];
                continue;
            }
            for (int i = 0; i < sums[own].length; i++) {
                sums[own][i] /= sizes[own];
            }
        }
        return new Centroids(sums);
    }
}
