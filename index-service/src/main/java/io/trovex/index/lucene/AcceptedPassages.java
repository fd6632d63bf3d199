package io.trovex.index.lucene;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.Weight;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.FixedBitSet;
import org.jspecify.annotations.Nullable;

/** The passages of the documents that pass a filter, deleted ones left out. */
final class AcceptedPassages {
    private final List<FixedBitSet> bySegment = new ArrayList<>();
    private int count;

    AcceptedPassages(SegmentedSearcher searcher, Query filter) throws IOException {
        Weight weight = searcher.createWeight(searcher.rewrite(filter), ScoreMode.COMPLETE_NO_SCORES, 1);
        for (Segment segment : searcher.segments()) {
            FixedBitSet passages = passages(segment, weight.scorer(segment.context()));
            count += passages.cardinality();
            bySegment.add(passages);
        }
    }

    int count() {
        return count;
    }

    FixedBitSet in(Segment segment) {
        return bySegment.get(segment.context().ord);
    }

    private static FixedBitSet passages(Segment segment, @Nullable Scorer passing) throws IOException {
        FixedBitSet passages = new FixedBitSet(segment.context().reader().maxDoc());
        DocIdSetIterator documents = passing == null ? DocIdSetIterator.empty() : passing.iterator();
        for (int document = documents.nextDoc();
                document != DocIdSetIterator.NO_MORE_DOCS;
                document = documents.nextDoc()) {
            passages.set(segment.blockStart(document), document);
        }
        Bits live = segment.live();
        if (live != null) {
            live.applyMask(passages, 0);
        }
        return passages;
    }
}
