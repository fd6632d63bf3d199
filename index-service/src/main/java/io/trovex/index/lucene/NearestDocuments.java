package io.trovex.index.lucene;

import io.trovex.index.engine.DotProduct;
import io.trovex.index.engine.Match;
import io.trovex.index.lucene.Segment.PassageVectors;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.util.hnsw.FloatHeap;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the documents nearest to a vector, and all that tie with the last of them until ids decide. Every cosine is
 * computed by the same arithmetic on the heap, so that equal vectors tie exactly wherever they lie.
 */
final class NearestDocuments {
    /** By global numbers. */
    private record Near(int document, float score, int passage) {}

    private final SegmentedSearcher searcher;
    private final float[] vector;
    private final int depth;
    private final FloatHeap best;
    private final List<Near> kept = new ArrayList<>();
    private @Nullable Segment segment;
    private @Nullable PassageVectors vectors;

    private float bestScore;
    private int bestPassage;

    NearestDocuments(SegmentedSearcher searcher, float[] vector, int depth) {
        this.searcher = searcher;
        this.vector = vector;
        this.depth = depth;
        this.best = new FloatHeap(depth);
    }

    /** Turns to a segment; false when it has no vectors. */
    boolean enter(Segment next) throws IOException {
        segment = next;
        vectors = next.vectors();
        return vectors != null;
    }

    /** Looks at a document of the current segment, each in ascending order. */
    void consider(int document) throws IOException {
        if (segment == null || vectors == null) {
            throw new IllegalStateException("no segment entered");
        }
        bestPassage = -1;
        PassageVectors passages = vectors;
        passages.visit(document, passage -> compare(passage, passages.current()));
        if (bestPassage >= 0 && (best.size() < depth || bestScore >= best.peek())) {
            best.offer(bestScore);
            kept.add(new Near(segment.global(document), bestScore, segment.global(bestPassage)));
        }
    }

    private void compare(int passage, float[] candidate) {
        float score = DotProduct.of(vector, candidate);
        if (bestPassage < 0 || score > bestScore) {
            bestScore = score;
            bestPassage = passage;
        }
    }

    List<Match> bestFirst() throws IOException {
        if (best.size() == 0) {
            return List.of();
        }
        float worst = best.peek();
        DocIds ids = new DocIds(searcher);
        List<Match> matches = new ArrayList<>();
        for (Near near : kept) {
            if (near.score() >= worst) {
                matches.add(new Match(near.document(), ids.of(near.document()), near.score(), near.passage()));
            }
        }
        matches.sort(Match.BEST_FIRST);
        return matches.size() > depth ? List.copyOf(matches.subList(0, depth)) : matches;
    }
}
