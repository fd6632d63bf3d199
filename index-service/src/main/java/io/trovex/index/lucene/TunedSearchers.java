package io.trovex.index.lucene;

import java.io.IOException;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.SearcherFactory;
import org.apache.lucene.search.similarities.BM25Similarity;
import org.apache.lucene.search.similarities.Similarity;
import org.jspecify.annotations.Nullable;

/** Searchers that score as the index was written. */
final class TunedSearchers extends SearcherFactory {
    /** As many as a query of words, conditions and filters can have together; Lucene's own bound is lower. */
    private static final int MOST_CLAUSES = 8_192;

    static {
        IndexSearcher.setMaxClauseCount(MOST_CLAUSES);
    }

    private final Similarity similarity;

    TunedSearchers(Bm25 bm25) {
        this.similarity = similarity(bm25);
    }

    static Similarity similarity(Bm25 bm25) {
        return new BM25Similarity((float) bm25.k1(), (float) bm25.b());
    }

    @Override
    public IndexSearcher newSearcher(IndexReader reader, @Nullable IndexReader previous) throws IOException {
        IndexSearcher searcher = new SegmentedSearcher(reader);
        searcher.setSimilarity(similarity);
        return searcher;
    }
}
