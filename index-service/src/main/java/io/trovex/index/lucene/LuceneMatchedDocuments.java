package io.trovex.index.lucene;

import io.trovex.index.engine.DocumentField;
import io.trovex.index.engine.Facet;
import io.trovex.index.engine.Match;
import io.trovex.index.engine.MatchedDocuments;
import io.trovex.index.engine.SortOrder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.Weight;
import org.apache.lucene.util.FixedBitSet;
import org.jspecify.annotations.Nullable;

/** A set of documents within one view, to be counted, divided by their values and sorted. For one thread. */
final class LuceneMatchedDocuments implements MatchedDocuments {
    interface DocumentVisitor {
        /** @param document of the segment */
        void visit(int document) throws IOException;
    }

    private final SegmentedSearcher searcher;
    private final FixedBitSet documents;

    LuceneMatchedDocuments(SegmentedSearcher searcher) {
        this.searcher = searcher;
        this.documents = new FixedBitSet(Math.max(1, searcher.getIndexReader().maxDoc()));
    }

    @Override
    public void add(Collection<Match> matches) {
        matches.forEach(match -> documents.set(match.number()));
    }

    /** Every live document that the query finds. */
    void add(Query query) throws IOException {
        Weight weight = searcher.createWeight(searcher.rewrite(query), ScoreMode.COMPLETE_NO_SCORES, 1);
        for (Segment segment : searcher.segments()) {
            Scorer scorer = weight.scorer(segment.context());
            DocIdSetIterator found = scorer == null ? DocIdSetIterator.empty() : scorer.iterator();
            for (int each = found.nextDoc(); each != DocIdSetIterator.NO_MORE_DOCS; each = found.nextDoc()) {
                if (segment.isLive(each)) {
                    documents.set(segment.global(each));
                }
            }
        }
    }

    @Override
    public int count() {
        return documents.cardinality();
    }

    /**
     * @param field any but the timestamp
     * @param size most values to tell
     */
    @Override
    public Facet facet(DocumentField field, int size) {
        return facet(field, size, false);
    }

    @Override
    public Facet groups(DocumentField field) {
        return facet(field, Integer.MAX_VALUE, true);
    }

    private Facet facet(DocumentField field, int size, boolean firstOnly) {
        try {
            Map<String, Long> counts = new HashMap<>();
            long missing = 0;
            for (Segment segment : searcher.segments()) {
                missing += count(segment, field, firstOnly, counts);
            }
            List<Facet.Count> values = counts.entrySet().stream()
                    .map(each -> new Facet.Count(each.getKey(), each.getValue()))
                    .sorted(Comparator.comparingLong(Facet.Count::count)
                            .reversed()
                            .thenComparing(Facet.Count::value))
                    .limit(size)
                    .toList();
            return new Facet(values, counts.size() - values.size(), missing);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public boolean goesOn(SortOrder order) {
        return true;
    }

    @Override
    public List<Match> next(SortOrder order, @Nullable Match after, int size) {
        try {
            SortedMatches sorted = new SortedMatches(order, size, after);
            for (Segment segment : searcher.segments()) {
                sorted.passBy(segment);
            }
            for (Segment segment : searcher.segments()) {
                sorted.enter(segment);
                each(segment, sorted::consider);
            }
            return sorted.matches();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @return documents without a value */
    private long count(Segment segment, DocumentField field, boolean firstOnly, Map<String, Long> counts)
            throws IOException {
        FieldTerms terms = FieldTerms.of(segment.context().reader(), field);
        int[] found = new int[terms.size()];
        long[] missing = {0};
        each(segment, document -> {
            int value = terms.advance(document) ? terms.next() : FieldTerms.NO_MORE;
            if (value == FieldTerms.NO_MORE) {
                missing[0]++;
            }
            for (; value != FieldTerms.NO_MORE; value = firstOnly ? FieldTerms.NO_MORE : terms.next()) {
                found[value]++;
            }
        });
        for (int value = 0; value < found.length; value++) {
            if (found[value] > 0) {
                counts.merge(terms.text(value), (long) found[value], Long::sum);
            }
        }
        return missing[0];
    }

    private void each(Segment segment, DocumentVisitor visitor) throws IOException {
        int end = segment.global(segment.context().reader().maxDoc());
        int document = segment.global(0);
        while (document < end) {
            document = documents.nextSetBit(document, end);
            if (document < end) {
                visitor.visit(segment.local(document));
                document++;
            }
        }
    }
}
