package io.trovex.index.lucene;

import io.trovex.index.analysis.QueryLanguages;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.IndexSearcher;
import org.jspecify.annotations.Nullable;

/** Finds out once what every search of the same reader asks for. Thread-safe. */
final class SegmentedSearcher extends IndexSearcher {
    private final List<Segment> segments = new ArrayList<>();
    private volatile @Nullable QueryLanguages languages;

    SegmentedSearcher(IndexReader reader) throws IOException {
        super(reader);
        for (LeafReaderContext context : getLeafContexts()) {
            segments.add(new Segment(context));
        }
    }

    List<Segment> segments() {
        return segments;
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
