package io.trovex.index.lucene;

import io.trovex.index.analysis.QueryLanguages;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.search.IndexSearcher;
import org.jspecify.annotations.Nullable;

/**
 * Finds out once what every search of the same reader asks for. Segments come with it: of a large one they take
 * milliseconds, which would be the first search's. Thread-safe.
 */
final class SegmentedSearcher extends IndexSearcher {
    private final List<Segment> segments;
    private final int[] starts;
    private volatile @Nullable QueryLanguages languages;

    SegmentedSearcher(IndexReader reader) throws IOException {
        super(reader);
        List<Segment> all = new ArrayList<>();
        for (LeafReaderContext context : getLeafContexts()) {
            all.add(new Segment(context));
        }
        this.segments = List.copyOf(all);
        this.starts = all.stream().mapToInt(segment -> segment.global(0)).toArray();
    }

    List<Segment> segments() {
        return segments;
    }

    Segment segmentOf(int globalNumber) {
        return segments.get(ReaderUtil.subIndex(globalNumber, starts));
    }

    /** Whose passage it is; both by their global numbers. */
    int documentOf(int passage) {
        Segment segment = segmentOf(passage);
        return segment.global(segment.documentFrom(segment.local(passage)));
    }

    /** That documents were read in. */
    QueryLanguages languages() throws IOException {
        QueryLanguages known = languages;
        if (known == null) {
            known = PresentLanguages.of(getIndexReader());
            languages = known;
        }
        return known;
    }
}
