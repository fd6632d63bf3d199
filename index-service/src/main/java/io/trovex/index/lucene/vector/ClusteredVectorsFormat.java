package io.trovex.index.lucene.vector;

import java.io.IOException;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.KnnVectorsReader;
import org.apache.lucene.codecs.KnnVectorsWriter;
import org.apache.lucene.codecs.hnsw.FlatVectorScorerUtil;
import org.apache.lucene.codecs.hnsw.FlatVectorsFormat;
import org.apache.lucene.codecs.lucene99.Lucene99FlatVectorsFormat;
import org.apache.lucene.index.SegmentReadState;
import org.apache.lucene.index.SegmentWriteState;

/**
 * Vectors of length one as Lucene keeps them, without a graph; beside them, all in one bit of each component, in clusters.
 * {@code .clm} has of each field its number, the number of clusters, their sizes, and where they are in {@code .cld}: the
 * centroids, then the blocks of codes.
 */
public final class ClusteredVectorsFormat extends KnnVectorsFormat {
    static final String META = "clm";
    static final String DATA = "cld";
    static final String META_NAME = "TrovexClustersMeta";
    static final String DATA_NAME = "TrovexClustersData";
    static final int VERSION = 0;
    static final int NO_MORE_FIELDS = -1;

    private final FlatVectorsFormat flat =
            new Lucene99FlatVectorsFormat(FlatVectorScorerUtil.getLucene99FlatVectorsScorer());

    public ClusteredVectorsFormat() {
        super("TrovexClustered");
    }

    @Override
    public KnnVectorsWriter fieldsWriter(SegmentWriteState state) throws IOException {
        return ClusteredVectorsWriter.open(state, flat.fieldsWriter(state));
    }

    @Override
    public KnnVectorsReader fieldsReader(SegmentReadState state) throws IOException {
        return ClusteredVectorsReader.open(state, flat.fieldsReader(state));
    }

    @Override
    public int getMaxDimensions(String field) {
        return DEFAULT_MAX_DIMENSIONS;
    }
}
