package io.trovex.benchmarks;

import io.trovex.index.engine.DotProduct;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The true nearest vectors of one query among all that were offered, by comparing every one. */
public final class ExactNearest {
    private final float[] query;
    private final float[] scores;
    private final String[] ids;
    private int found;

    /** @param count so many are nearest */
    public ExactNearest(float[] query, int count) {
        this.query = query;
        this.scores = new float[count];
        this.ids = new String[count];
    }

    public void offer(String id, float[] vector) {
        float score = DotProduct.of(query, vector);
        if (found == scores.length && score <= scores[found - 1]) {
            return;
        }
        int place = found < scores.length ? found++ : found - 1;
        while (place > 0 && scores[place - 1] < score) {
            scores[place] = scores[place - 1];
            ids[place] = ids[place - 1];
            place--;
        }
        scores[place] = score;
        ids[place] = id;
    }

    /** Share of the nearest that are among those found, 0 to 1. */
    public double recall(List<String> foundIds) {
        Set<String> nearest = new HashSet<>(Arrays.asList(ids).subList(0, found));
        return found == 0
                ? 1
                : (double) foundIds.stream().filter(nearest::contains).count() / found;
    }
}
