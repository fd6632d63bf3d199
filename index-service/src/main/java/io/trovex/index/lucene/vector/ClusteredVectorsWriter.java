package io.trovex.index.lucene.vector;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.codecs.CodecUtil;
import org.apache.lucene.codecs.KnnFieldVectorsWriter;
import org.apache.lucene.codecs.KnnVectorsWriter;
import org.apache.lucene.codecs.hnsw.FlatFieldVectorsWriter;
import org.apache.lucene.codecs.hnsw.FlatVectorsWriter;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.IndexFileNames;
import org.apache.lucene.index.KnnVectorValues.DocIndexIterator;
import org.apache.lucene.index.MergeState;
import org.apache.lucene.index.SegmentWriteState;
import org.apache.lucene.index.Sorter;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.store.IndexOutput;
import org.apache.lucene.util.IORunnable;
import org.apache.lucene.util.IOUtils;
import org.jspecify.annotations.Nullable;

/**
 * Writes the vectors, and their codes by clusters: as many clusters as the root of the passages' number, so that finding the
 * near clusters and scanning one cost alike. A segment with so few passages that a search scans them all is one cluster.
 */
final class ClusteredVectorsWriter extends KnnVectorsWriter {
    /** Of a cluster, for finding its centroid. */
    private static final int SAMPLES = 64;

    private interface Visitor {
        void visit(int passage, float[] vector) throws IOException;
    }

    private final FlatVectorsWriter flat;
    private final IndexOutput meta;
    private final IndexOutput data;
    private final Map<FieldInfo, FlatFieldVectorsWriter<?>> fields = new LinkedHashMap<>();

    private ClusteredVectorsWriter(FlatVectorsWriter flat, IndexOutput meta, IndexOutput data) {
        this.flat = flat;
        this.meta = meta;
        this.data = data;
    }

    static ClusteredVectorsWriter open(SegmentWriteState state, FlatVectorsWriter flat) throws IOException {
        List<Closeable> opened = new ArrayList<>(List.of(flat));
        try {
            IndexOutput meta = output(state, ClusteredVectorsFormat.META, ClusteredVectorsFormat.META_NAME, opened);
            IndexOutput data = output(state, ClusteredVectorsFormat.DATA, ClusteredVectorsFormat.DATA_NAME, opened);
            return new ClusteredVectorsWriter(flat, meta, data);
        } catch (IOException | RuntimeException e) {
            IOUtils.closeWhileHandlingException(opened);
            throw e;
        }
    }

    private static IndexOutput output(SegmentWriteState state, String extension, String name, List<Closeable> opened)
            throws IOException {
        IndexOutput output = state.directory.createOutput(
                IndexFileNames.segmentFileName(state.segmentInfo.name, state.segmentSuffix, extension), state.context);
        opened.add(output);
        CodecUtil.writeIndexHeader(
                output, name, ClusteredVectorsFormat.VERSION, state.segmentInfo.getId(), state.segmentSuffix);
        return output;
    }

    @Override
    public KnnFieldVectorsWriter<?> addField(FieldInfo field) throws IOException {
        FlatFieldVectorsWriter<?> writer = flat.addField(field);
        fields.put(field, writer);
        return writer;
    }

    @Override
    public void flush(int documents, Sorter.@Nullable DocMap order) throws IOException {
        if (order != null) {
            throw new UnsupportedOperationException("an index in another order than it was written");
        }
        flat.flush(documents, null);
        for (Map.Entry<FieldInfo, FlatFieldVectorsWriter<?>> field : fields.entrySet()) {
            FlatFieldVectorsWriter<?> buffered = field.getValue();
            write(
                    field.getKey(),
                    new BufferedVectors(field.getKey(), buffered),
                    new BufferedVectors(field.getKey(), buffered));
        }
    }

    @Override
    public IORunnable mergeOneField(FieldInfo field, MergeState merged) throws IOException {
        flat.mergeOneFlatVectorField(field, merged);
        return () -> write(
                field,
                MergedVectorValues.mergeFloatVectorValues(field, merged),
                MergedVectorValues.mergeFloatVectorValues(field, merged));
    }

    /**
     * @param first the vectors
     * @param again the same, as they are read forward only
     */
    private void write(FieldInfo field, FloatVectorValues first, FloatVectorValues again) throws IOException {
        int clusters = (int) Math.sqrt(first.size());
        if (clusters < Clusters.LEAST_SCANNED) {
            clusters = 1;
        }
        List<float[]> samples = new ArrayList<>();
        visit(first, Math.max(1, first.size() / (clusters * SAMPLES)), (_, vector) -> samples.add(vector.clone()));
        List<ClusterCodes> codes = new ArrayList<>();
        if (!samples.isEmpty()) {
            Centroids centroids = Centroids.of(samples, Math.min(clusters, samples.size()));
            for (float[] middle : centroids.middles()) {
                codes.add(new ClusterCodes(middle));
            }
            visit(
                    again,
                    1,
                    (passage, vector) -> codes.get(centroids.nearest(vector)).add(passage, vector));
        }
        write(field, codes);
    }

    private void write(FieldInfo field, List<ClusterCodes> clusters) throws IOException {
        meta.writeInt(field.number);
        meta.writeVInt(clusters.size());
        for (ClusterCodes cluster : clusters) {
            meta.writeVInt(cluster.size());
        }
        meta.writeVLong(data.alignFilePointer(Float.BYTES));
        for (ClusterCodes cluster : clusters) {
            for (float component : cluster.centroid()) {
                data.writeInt(Float.floatToRawIntBits(component));
            }
        }
        meta.writeVLong(data.alignFilePointer(CodeBlock.ROW));
        for (ClusterCodes cluster : clusters) {
            cluster.writeTo(data);
        }
    }

    private static void visit(FloatVectorValues vectors, int step, Visitor visitor) throws IOException {
        DocIndexIterator passages = vectors.iterator();
        int number = 0;
        for (int passage = passages.nextDoc(); passage != DocIdSetIterator.NO_MORE_DOCS; passage = passages.nextDoc()) {
            if (number++ % step == 0) {
                visitor.visit(passage, vectors.vectorValue(passages.index()));
            }
        }
    }

    @Override
    public void finish() throws IOException {
        flat.finish();
        meta.writeInt(ClusteredVectorsFormat.NO_MORE_FIELDS);
        CodecUtil.writeFooter(meta);
        CodecUtil.writeFooter(data);
    }

    @Override
    public void close() throws IOException {
        IOUtils.close(flat, meta, data);
    }

    @Override
    public long ramBytesUsed() {
        return flat.ramBytesUsed();
    }

    /** What a field's writer holds until it is flushed. */
    private static final class BufferedVectors extends FloatVectorValues {
        private final FieldInfo field;
        private final FlatFieldVectorsWriter<?> buffered;

        BufferedVectors(FieldInfo field, FlatFieldVectorsWriter<?> buffered) {
            this.field = field;
            this.buffered = buffered;
        }

        @Override
        public float[] vectorValue(int number) {
            return (float[]) buffered.getVectors().get(number);
        }

        @Override
        public FloatVectorValues copy() {
            return this;
        }

        @Override
        public int dimension() {
            return field.getVectorDimension();
        }

        @Override
        public int size() {
            return buffered.getVectors().size();
        }

        @Override
        public DocIndexIterator iterator() {
            return fromDISI(buffered.getDocsWithFieldSet().iterator());
        }
    }
}
