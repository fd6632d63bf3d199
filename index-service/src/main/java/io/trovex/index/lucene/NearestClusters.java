package io.trovex.index.lucene;

import io.trovex.index.lucene.vector.Clusters;
import io.trovex.index.lucene.vector.QuantisedQuery;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.NumericUtils;
import org.jspecify.annotations.Nullable;

/**
 * Finds passages that are likely to be the nearest to a vector, for their exact scores to decide: it scans the clusters
 * that are near, of all segments together, until it has seen enough passages and enough documents, and every segment that
 * is one cluster. For one search, by one thread.
 */
final class NearestClusters {
    /** For each that is wanted: by one bit of each component, some of the nearest are not among the first. */
    private static final int CANDIDATES_OF_EACH = 4;

    private record Near(Segment segment, Clusters clusters, int cluster, float product) {
        boolean isWholeSegment() {
            return clusters.count() == 1;
        }
    }

    private final SegmentedSearcher searcher;
    private final float[] vector;
    private final QuantisedQuery query;
    private final @Nullable AcceptedPassages accepted;
    private final int effort;
    private final CandidatePassages candidates;

    /** @param accepted which passages may be found; all when null */
    NearestClusters(SegmentedSearcher searcher, float[] vector, @Nullable AcceptedPassages accepted, int documents) {
        this.searcher = searcher;
        this.vector = vector;
        this.query = new QuantisedQuery(vector);
        this.accepted = accepted;
        this.effort = Math.max(documents, Clusters.FEWEST);
        this.candidates = new CandidatePassages(effort * CANDIDATES_OF_EACH, searcher::documentOf);
    }

    /** Their numbers, ascending; one of each document. */
    int[] passages() {
        double enough = effort * Math.sqrt(all());
        double seen = 0;
        for (Near near : nearestFirst()) {
            if (near.isWholeSegment()) {
                scan(near);
            } else if (seen < enough || !candidates.areEnough()) {
                seen += scan(near);
            }
        }
        return candidates.ascending();
    }

    private int all() {
        return accepted == null
                ? searcher.segments().stream().mapToInt(Segment::passages).sum()
                : accepted.count();
    }

    private Near[] nearestFirst() {
        List<Near> clusters = new ArrayList<>();
        for (Segment segment : searcher.segments()) {
            Clusters own = segment.clusters();
            for (int cluster = 0; own != null && cluster < own.count(); cluster++) {
                clusters.add(new Near(segment, own, cluster, own.product(cluster, vector)));
            }
        }
        long[] order = new long[clusters.size()];
        for (int i = 0; i < order.length; i++) {
            int farness = ~NumericUtils.floatToSortableInt(clusters.get(i).product());
            order[i] = ((long) farness << Integer.SIZE) | i;
        }
        Arrays.sort(order);
        return Arrays.stream(order).mapToObj(place -> clusters.get((int) place)).toArray(Near[]::new);
    }

    /** @return how many of the cluster's passages may be found */
    private int scan(Near near) {
        Segment segment = near.segment();
        Clusters.Candidates own = new Clusters.Candidates() {
            @Override
            public float least() {
                return candidates.least();
            }

            @Override
            public void consider(int passage, float estimate) {
                candidates.consider(segment.global(passage), estimate);
            }
        };
        Bits passing = accepted == null ? segment.live() : accepted.in(segment);
        Clusters clusters = near.clusters();
        int count = passing == null ? clusters.size(near.cluster()) : clusters.accepted(near.cluster(), passing);
        if (count > 0) {
            clusters.scan(near.cluster(), query, near.product(), passing, own);
        }
        return count;
    }
}
