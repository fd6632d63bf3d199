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
import org.apache.lucene.index.VectorEncoding;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.store.IndexOutput;
import org.apache.lucene.util.IORunnable;
import org.apache.lucene.util.IOSupplier;
import org.apache.lucene.util.IOUtils;
import org.jspecify.annotations.Nullable;

/**
 * Writes the vectors, and their codes by clusters: as many clusters as the root of the passages' number, all of which
 * a search compares with, to scan some of them. A segment with so few passages that it would scan them all is one cluster.
 */
final class ClusteredVectorsWriter extends KnnVectorsWriter {
    /** Of a cluster, for finding its centroid. */
    private static final int SAMPLES = 64;

    /** Of all of a segment: some 50 MB while they are needed. */
    private static final int MOST_SAMPLES = 1 << 15;

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
        } catch (Throwable e) {
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
        if (field.getVectorEncoding() != VectorEncoding.FLOAT32) {
            throw new IllegalArgumentException("vectors of bytes in " + field.name);
        }
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
            write(field.getKey(), () -> new BufferedVectors(field.getKey(), field.getValue()), () -> {});
        }
    }

    @Override
    public IORunnable mergeOneField(FieldInfo field, MergeState merged) throws IOException {
        flat.mergeOneFlatVectorField(field, merged);
        return () -> write(field, () -> MergedVectorValues.mergeFloatVectorValues(field, merged), merged::checkAborted);
    }

    /**
     * @param vectors all of the field, from the beginning, as they are read forward only
     * @param stop is asked all the time, and throws when the index closes
     */
    private void write(FieldInfo field, IOSupplier<FloatVectorValues> vectors, IORunnable stop) throws IOException {
        int size = size(vectors.get());
        int clusters = (int) Math.sqrt(size);
        if (clusters < Clusters.FEWEST) {
            clusters = Math.min(size, 1);
        }
        List<ClusterCodes> codes = new ArrayList<>();
        if (clusters > 0) {
            int step = Math.max(1, size / Math.min(clusters * SAMPLES, MOST_SAMPLES));
            List<float[]> samples = new ArrayList<>();
            visit(vectors.get(), step, stop, (_, vector) -> samples.add(vector.clone()));
            Centroids centroids = Centroids.of(samples, clusters, stop);
            for (float[] middle : centroids.middles()) {
                codes.add(new ClusterCodes(middle));
            }
            visit(
                    vectors.get(),
                    1,
                    stop,
                    (passage, vector) -> codes.get(centroids.nearest(vector)).add(passage, vector));
        }
        write(field, codes);
    }

    /** Those that are not deleted; the vectors' own count of what is merged has the others, too. */
    private static int size(FloatVectorValues vectors) throws IOException {
        DocIndexIterator passages = vectors.iterator();
        int size = 0;
        while (passages.nextDoc() != DocIdSetIterator.NO_MORE_DOCS) {
            size++;
        }
        return size;
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

    private static void visit(FloatVectorValues vectors, int step, IORunnable stop, Visitor visitor)
            throws IOException {
        DocIndexIterator passages = vectors.iterator();
        int number = 0;
        for (int passage = passages.nextDoc(); passage != DocIdSetIterator.NO_MORE_DOCS; passage = passages.nextDoc()) {
            if (number++ % step == 0) {
                stop.run();
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
