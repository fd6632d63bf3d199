package io.trovex.index.search;

import io.trovex.index.engine.Match;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
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
        Set<String> docIds = new HashSet<>(keyword.docIds());
        docIds.addAll(semantic.docIds());
        List<RankedDocument> fused = new ArrayList<>(docIds.size());
        for (String docId : docIds) {
            Explanation explanation = switch (fusion) {
                case WEIGHTED ->
                    new Explanation(
                            fusion,
                            weighted(keyword, docId, keyword.highest(), 1 - semanticWeight),
                            weighted(semantic, docId, 1, semanticWeight));
                case RRF -> new Explanation(fusion, reciprocal(keyword, docId), reciprocal(semantic, docId));
            };
            fused.add(ranked(docId, keyword.match(docId), semantic, explanation));
        }
        fused.sort(RankedDocument.BEST_FIRST);
        return fused;
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
    private static @Nullable ScorePart weighted(Scores scores, String docId, double full, double weight) {
        Match match = scores.match(docId);
        if (match == null) {
            return null;
        }
        return ScorePart.of(match.score(), scores.rank(docId), normalised(match.score(), full), weight);
    }

    private static double normalised(double score, double full) {
        return full <= 0 ? 0 : Math.clamp(score / full, 0, 1);
    }

    private static @Nullable ScorePart reciprocal(Scores scores, String docId) {
        Match match = scores.match(docId);
        Integer rank = scores.rank(docId);
        return match == null
                ? null
                : ScorePart.of(match.score(), rank, rank == null ? 0 : 1.0 / (RRF_CONSTANT + rank), 1);
    }

    /** Shows the semantically best passage, unless only its words brought the document here. */
    private static RankedDocument ranked(
            String docId, @Nullable Match keyword, Scores semantic, Explanation explanation) {
        Match near = semantic.match(docId);
        Match any = near == null ? keyword : near;
        if (any == null) {
            throw new IllegalArgumentException(docId + " is in neither ranking");
        }
        int passage = near == null || semantic.rank(docId) == null ? -1 : near.passage();
        return new RankedDocument(any.number(), docId, passage, explanation.score(), explanation);
    }
}
