package io.trovex.index.search;

import io.trovex.index.engine.Match;
import io.trovex.index.search.Scores.Scored;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Joins the two rankings of a hybrid search into one, best first, ties in the order of the ids. */
final class RankFusion {
    /** Of Cormack, Clarke and Büttcher, SIGIR 2009. */
    private static final int RRF_CONSTANT = 60;

    private final double semanticWeight;

    RankFusion(double semanticWeight) {
        this.semanticWeight = semanticWeight;
    }

    List<RankedDocument> fuse(Fusion fusion, Scores keyword, Scores semantic) {
        List<RankedDocument> fused = new ArrayList<>();
        for (Scored word : keyword.all()) {
            Scored meaning = semantic.of(word.match().number());
            fused.add(ranked(word.match(), meaning, explanation(fusion, word, keyword.highest(), meaning)));
        }
        for (Scored meaning : semantic.all()) {
            if (keyword.of(meaning.match().number()) == null) {
                fused.add(ranked(meaning.match(), meaning, explanation(fusion, null, keyword.highest(), meaning)));
            }
        }
        fused.sort(RankedDocument.BEST_FIRST);
        return fused;
    }

    private Explanation explanation(
            Fusion fusion, @Nullable Scored word, double highestByWord, @Nullable Scored meaning) {
        return switch (fusion) {
            case WEIGHTED ->
                new Explanation(
                        fusion,
                        weighted(word, highestByWord, 1 - semanticWeight),
                        weighted(meaning, 1, semanticWeight));
            case RRF -> new Explanation(fusion, reciprocal(word), reciprocal(meaning));
        };
    }

    /**
     * The most that a document can score which neither ranking put forward.
     *
     * @param word most keyword score that it can have
     * @param highest keyword score of the query's best
     * @param meaning most semantic score that it can have
     */
    double most(Fusion fusion, double word, double highest, double meaning) {
        return switch (fusion) {
            case WEIGHTED -> (1 - semanticWeight) * normalised(word, highest) + semanticWeight * normalised(meaning, 1);
            case RRF -> 0;
        };
    }

    /**
     * A keyword score counts by its share of the query's best, a cosine as it is. Unlike a minimum and maximum over the
     * candidates this does not depend on how many there are. A cosine below zero counts as zero.
     */
    private static @Nullable ScorePart weighted(@Nullable Scored scored, double full, double weight) {
        if (scored == null) {
            return null;
        }
        double score = scored.match().score();
        return ScorePart.of(score, scored.rank(), normalised(score, full), weight);
    }

    private static double normalised(double score, double full) {
        return full <= 0 ? 0 : Math.clamp(score / full, 0, 1);
    }

    private static @Nullable ScorePart reciprocal(@Nullable Scored scored) {
        if (scored == null) {
            return null;
        }
        Integer rank = scored.rank();
        return ScorePart.of(scored.match().score(), rank, rank == null ? 0 : 1.0 / (RRF_CONSTANT + rank), 1);
    }

    /** Shows the semantically best passage, unless only its words brought the document here. */
    private static RankedDocument ranked(Match match, @Nullable Scored meaning, Explanation explanation) {
        int passage =
                meaning == null || meaning.rank() == null ? -1 : meaning.match().passage();
        return new RankedDocument(match.number(), match.docId(), passage, explanation.score(), explanation);
    }
}
