package io.trovex.index.lucene;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.Weight;
import org.jspecify.annotations.Nullable;

/** The documents that pass a filter, deleted ones included, as long as they have few passages together. */
final class AcceptedDocuments {
    private final List<int[]> bySegment = new ArrayList<>();
    private int passages;

    private AcceptedDocuments() {}

    /** Stops looking once there are more than {@code mostPassages}. */
    static AcceptedDocuments of(SegmentedSearcher searcher, Query filter, int mostPassages) throws IOException {
        AcceptedDocuments accepted = new AcceptedDocuments();
        Weight weight = searcher.createWeight(searcher.rewrite(filter), ScoreMode.COMPLETE_NO_SCORES, 1);
        for (Segment segment : searcher.segments()) {
            accepted.add(segment, weight.scorer(segment.context()), mostPassages);
        }
        return accepted;
    }

    int passages() {
        return passages;
    }

    /** In ascending order. */
    int[] in(Segment segment) {
        return bySegment.get(segment.context().ord);
    }

    private void add(Segment segment, @Nullable Scorer passing, int mostPassages) throws IOException {
        IntStream.Builder documents = IntStream.builder();
        DocIdSetIterator iterator = passing == null ? DocIdSetIterator.empty() : passing.iterator();
        int document = iterator.nextDoc();
        while (document != DocIdSetIterator.NO_MORE_DOCS && passages <= mostPassages) {
            documents.add(document);
            passages += document - segment.blockStart(document);
            document = iterator.nextDoc();
        }
        bySegment.add(documents.build().toArray());
    }
}
