package io.trovex.statics;

import java.util.Arrays;
import java.util.List;

/** How much each token counts: the rarer among the sentences, the more. Those never met do not, and get no column. */
final class TokenWeights {
    private final float[] weights;
    private final int[] columns;
    private final int met;

    private TokenWeights(float[] weights, int[] columns, int met) {
        this.weights = weights;
        this.columns = columns;
        this.met = met;
    }

    static TokenWeights of(List<StaticDistillation.Sample> samples, int tokens) {
        int[] sentences = new int[tokens];
        for (StaticDistillation.Sample sample : samples) {
            int previous = -1;
            for (int id : sample.ids()) {
                if (id != previous) {
                    sentences[id]++;
                }
                previous = id;
            }
        }
        float[] weights = new float[tokens];
        int[] columns = new int[tokens];
        Arrays.fill(columns, -1);
        int met = 0;
        for (int token = 0; token < tokens; token++) {
            if (sentences[token] > 0) {
                weights[token] = (float) (1 + Math.log((samples.size() + 1.0) / (sentences[token] + 1.0)));
                columns[token] = met++;
            }
        }
        return new TokenWeights(weights, columns, met);
    }

    int tokens() {
        return weights.length;
    }

    /** How many have a column. */
    int met() {
        return met;
    }

    /** Its place among those met; -1 for the others. */
    int column(int token) {
        return columns[token];
    }

    float weight(int token) {
        return weights[token];
    }

    float[] all() {
        return weights;
    }
}
