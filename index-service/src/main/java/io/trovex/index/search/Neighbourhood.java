package io.trovex.index.search;

import io.trovex.index.engine.DotProduct;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lets documents that are like each other speak for each other: of the best documents of a ranking, each one's score
 * moves towards the mean of the {@value #NEIGHBOURS} whose best passages are nearest to its own. Score regularisation
 * after Diaz, CIKM 2005, with nothing but those neighbours. What relevance has in common and words hide, such as a
 * document beside three good ones that the query's words miss, shows so.
 */
final class Neighbourhood {
    /** So many take part: less than 0.1 ms of inner products. Further down a document has no neighbours. */
    static final int DOCUMENTS = 60;

    private static final int NEIGHBOURS = 3;

    private final double weight;

    /** @param weight of the neighbours' mean, 0 to 1; the document's own score has the rest */
    Neighbourhood(double weight) {
        this.weight = weight;
    }

    /**
     * Best first again. Those after the first {@value #DOCUMENTS} stay behind them, in their order.
     *
     * @param ranked best first
     * @param vectors of the first {@value #DOCUMENTS}, in their order; one without a vector keeps its score
     */
    List<RankedDocument> regularise(List<RankedDocument> ranked, List<float @Nullable []> vectors) {
        float[][] similarities = similarities(vectors);
        List<RankedDocument> regularised = new ArrayList<>(ranked.size());
        for (int i = 0; i < ranked.size(); i++) {
            RankedDocument document = ranked.get(i);
            int[] nearest = i < vectors.size() ? nearest(similarities[i]) : new int[0];
            boolean alone = i < vectors.size() && nearest.length == 0;
            regularised.add(alone ? document : explained(document, mean(nearest, ranked)));
        }
        regularised.sort(RankedDocument.BEST_FIRST);
        return regularised;
    }

    /** The highest score that a document with this one can have. */
    double most(double own) {
        return (1 - weight) * own + weight;
    }

    private RankedDocument explained(RankedDocument document, @Nullable Double mean) {
        ScorePart part = mean == null ? null : ScorePart.of(mean, null, mean, weight);
        Explanation explanation = document.explanation().beside(part, 1 - weight);
        return new RankedDocument(
                document.number(), document.docId(), document.passage(), explanation.score(), explanation);
    }

    private static @Nullable Double mean(int[] nearest, List<RankedDocument> ranked) {
        if (nearest.length == 0) {
            return null;
        }
        double sum = 0;
        for (int each : nearest) {
            sum += ranked.get(each).score();
        }
        return sum / nearest.length;
    }

    /** Of each to each; not a number where one has no vector. Each pair is compared once. */
    private static float[][] similarities(List<float @Nullable []> vectors) {
        float[][] similarities = new float[vectors.size()][vectors.size()];
        for (int i = 0; i < similarities.length; i++) {
            float[] one = vectors.get(i);
            similarities[i][i] = Float.NaN;
            for (int j = 0; j < i; j++) {
                float[] other = vectors.get(j);
                float like = one == null || other == null ? Float.NaN : DotProduct.of(one, other);
                similarities[i][j] = like;
                similarities[j][i] = like;
            }
        }
        return similarities;
    }

    /** Equally near ones in the order of the ranking; never one whose similarity is no number, as its own is. */
    private static int[] nearest(float[] similarities) {
        int[] nearest = new int[NEIGHBOURS];
        int found = 0;
        float beyond = Float.NEGATIVE_INFINITY;
        for (int i = 0; i < similarities.length; i++) {
            float like = similarities[i];
            if (like > beyond) {
                found = Math.min(found + 1, NEIGHBOURS);
                int place = found - 1;
                while (place > 0 && like > similarities[nearest[place - 1]]) {
                    nearest[place] = nearest[place - 1];
                    place--;
                }
                nearest[place] = i;
                beyond = found < NEIGHBOURS ? beyond : similarities[nearest[NEIGHBOURS - 1]];
            }
        }
        return Arrays.copyOf(nearest, found);
    }
}
