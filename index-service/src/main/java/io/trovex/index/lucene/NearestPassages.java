package io.trovex.index.lucene;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.QueryTimeout;
import org.apache.lucene.search.AcceptDocs;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.search.TotalHits;
import org.apache.lucene.search.join.DiversifyingChildrenFloatKnnVectorQuery;
import org.apache.lucene.search.knn.KnnCollectorManager;
import org.jspecify.annotations.Nullable;

/**
 * Walks the segments' graphs for the passages nearest to a vector, one of each document; where a segment has no graph, all its
 * passages are compared. A large graph misses more than a small one, so a segment with most of the passages is asked for up to
 * two thirds as many again as are wanted; none for fewer, since all that are wanted may be in it. For one search, by one thread.
 */
final class NearestPassages extends DiversifyingChildrenFloatKnnVectorQuery {
    private static final double MOST_EFFORT = 1.65;

    /** Lucene's own, by which it shares out candidates: under a filter it takes no walk for complete that brings fewer. */
    private static final double LAMBDA = 16;

    private final List<Segment> segments;
    private final PassageScan scan;
    private final Map<Integer, TopDocs> compared = new HashMap<>();

    /** @param passing which passages may be found; all when null */
    NearestPassages(SegmentedSearcher searcher, float[] vector, @Nullable Query passing, int documents) {
        super(Fields.VECTOR, vector, passing, documents, Fields.PARENTS);
        this.segments = searcher.segments();
        this.scan = new PassageScan(vector, documents);
    }

    @Override
    protected TopDocs approximateSearch(
            LeafReaderContext context, AcceptDocs accepted, int visits, KnnCollectorManager manager)
            throws IOException {
        Segment segment = segments.get(context.ord);
        if (segment.hasGraph()) {
            TopDocs walked = super.approximateSearch(context, accepted, visits, manager);
            scan.knows(walked.scoreDocs);
            return walked;
        }
        ScoreDoc[] nearest = scan.nearestIn(segment, accepted.bits());
        TopDocs all = new TopDocs(new TotalHits(nearest.length, TotalHits.Relation.EQUAL_TO), nearest);
        compared.put(context.ord, all);
        return all;
    }

    /** Under a filter Lucene asks for it where few were found: there are no more in a segment that was compared. */
    @Override
    protected TopDocs exactSearch(LeafReaderContext context, DocIdSetIterator accepted, QueryTimeout timeout)
            throws IOException {
        TopDocs known = compared.get(context.ord);
        return known == null ? super.exactSearch(context, accepted, timeout) : known;
    }

    @Override
    protected KnnCollectorManager getKnnCollectorManager(int documents, IndexSearcher searcher) {
        int all = searcher.getIndexReader().maxDoc();
        return (visits, strategy, segment) -> new NearestOfEach(
                effort(documents, segment.reader().maxDoc(), all), visits, strategy, Fields.PARENTS.getBitSet(segment));
    }

    /**
     * How many candidates a segment is asked for.
     *
     * @param documents that are wanted
     * @param size of the segment
     * @param all of all segments together, in the same unit
     */
    static int effort(int documents, int size, int all) {
        double share = (double) size / all;
        double least = documents * share + LAMBDA * Math.sqrt(documents * share * (1 - share));
        return (int) Math.ceil(Math.max(least, documents * Math.max(1, MOST_EFFORT * Math.sqrt(share))));
    }
}
