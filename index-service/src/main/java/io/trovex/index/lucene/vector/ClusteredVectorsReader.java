package io.trovex.index.lucene.vector;

import java.io.Closeable;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.codecs.CodecUtil;
import org.apache.lucene.codecs.KnnVectorsReader;
import org.apache.lucene.codecs.hnsw.FlatVectorsReader;
import org.apache.lucene.index.ByteVectorValues;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.FieldInfos;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.IndexFileNames;
import org.apache.lucene.index.SegmentReadState;
import org.apache.lucene.search.AcceptDocs;
import org.apache.lucene.search.KnnCollector;
import org.apache.lucene.store.ChecksumIndexInput;
import org.apache.lucene.store.DataAccessHint;
import org.apache.lucene.store.IndexInput;
import org.apache.lucene.store.MemorySegmentAccessInput;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.IOUtils;
import org.apache.lucene.util.hnsw.RandomVectorScorer;
import org.jspecify.annotations.Nullable;

/** Reads vectors and clusters of a segment. Centroids are held, codes are read where the file is mapped. */
public final class ClusteredVectorsReader extends KnnVectorsReader {
    private final FlatVectorsReader flat;
    private final IndexInput data;
    private final Map<String, Clusters> clusters;

    private ClusteredVectorsReader(FlatVectorsReader flat, IndexInput data, Map<String, Clusters> clusters) {
        this.flat = flat;
        this.data = data;
        this.clusters = clusters;
    }

    static ClusteredVectorsReader open(SegmentReadState state, FlatVectorsReader flat) throws IOException {
        List<Closeable> opened = new ArrayList<>(List.of(flat));
        try {
            IndexInput data = state.directory.openInput(name(state, ClusteredVectorsFormat.DATA), state.context);
            opened.add(data);
            checkHeader(data, ClusteredVectorsFormat.DATA_NAME, state);
            CodecUtil.retrieveChecksum(data);
            return new ClusteredVectorsReader(flat, data, clusters(state, data));
        } catch (Throwable e) {
            IOUtils.closeWhileHandlingException(opened);
            throw e;
        }
    }

    private static String name(SegmentReadState state, String extension) {
        return IndexFileNames.segmentFileName(state.segmentInfo.name, state.segmentSuffix, extension);
    }

    private static void checkHeader(IndexInput input, String name, SegmentReadState state) throws IOException {
        CodecUtil.checkIndexHeader(
                input,
                name,
                ClusteredVectorsFormat.VERSION,
                ClusteredVectorsFormat.VERSION,
                state.segmentInfo.getId(),
                state.segmentSuffix);
    }

    private static Map<String, Clusters> clusters(SegmentReadState state, IndexInput data) throws IOException {
        Map<String, Clusters> clusters = new HashMap<>();
        try (ChecksumIndexInput meta = state.directory.openChecksumInput(name(state, ClusteredVectorsFormat.META))) {
            Throwable failure = null;
            try {
                checkHeader(meta, ClusteredVectorsFormat.META_NAME, state);
                read(meta, data, state.fieldInfos, clusters);
            } catch (Throwable e) {
                failure = e;
            } finally {
                CodecUtil.checkFooter(meta, failure);
            }
        }
        return clusters;
    }

    private static void read(IndexInput meta, IndexInput data, FieldInfos infos, Map<String, Clusters> clusters)
            throws IOException {
        for (int number = meta.readInt(); number != ClusteredVectorsFormat.NO_MORE_FIELDS; number = meta.readInt()) {
            FieldInfo field = infos.fieldInfo(number);
            if (field == null) {
                throw new CorruptIndexException("clusters of no field: " + number, meta);
            }
            clusters.put(field.name, readClusters(meta, data, field.getVectorDimension()));
        }
    }

    private static Clusters readClusters(IndexInput meta, IndexInput data, int dimension) throws IOException {
        CodeBlock layout = new CodeBlock(dimension);
        int[] sizes = new int[meta.readVInt()];
        long bytes = 0;
        for (int cluster = 0; cluster < sizes.length; cluster++) {
            sizes[cluster] = meta.readVInt();
            bytes += Clusters.bytes(layout, sizes[cluster]);
        }
        float[][] centroids = new float[sizes.length][dimension];
        data.seek(meta.readVLong());
        for (float[] centroid : centroids) {
            data.readFloats(centroid, 0, dimension);
        }
        return new Clusters(centroids, sizes, layout, memory(data, meta.readVLong(), bytes));
    }

    /** The file itself where it is mapped as one, a copy elsewhere. */
    private static MemorySegment memory(IndexInput data, long offset, long bytes) throws IOException {
        MemorySegment mapped =
                data instanceof MemorySegmentAccessInput input ? input.segmentSliceOrNull(offset, bytes) : null;
        if (mapped != null) {
            return mapped;
        }
        byte[] copy = new byte[Math.toIntExact(bytes)];
        data.seek(offset);
        data.readBytes(copy, 0, copy.length);
        return MemorySegment.ofArray(copy);
    }

    /** Null if the segment never had a vector in this field. */
    public @Nullable Clusters clusters(String field) {
        return clusters.get(field);
    }

    @Override
    public void checkIntegrity() throws IOException {
        flat.checkIntegrity();
        CodecUtil.checksumEntireFile(data);
    }

    @Override
    public FloatVectorValues getFloatVectorValues(String field) throws IOException {
        return flat.getFloatVectorValues(field);
    }

    @Override
    public FloatVectorValues getFloatVectorValues(String field, DataAccessHint hint) throws IOException {
        return flat.getFloatVectorValues(field, hint);
    }

    @Override
    public ByteVectorValues getByteVectorValues(String field) throws IOException {
        return flat.getByteVectorValues(field);
    }

    /** Compares with all; Lucene's own queries come here, searches of ours ask for the {@link #clusters}. */
    @Override
    public void search(String field, float[] target, KnnCollector collector, AcceptDocs accepted) throws IOException {
        RandomVectorScorer passages = flat.getRandomVectorScorer(field, target);
        Bits possible = passages.getAcceptOrds(accepted.bits());
        for (int number = 0; number < passages.maxOrd() && !collector.earlyTerminated(); number++) {
            if (possible == null || possible.get(number)) {
                collector.incVisitedCount(1);
                collector.collect(passages.ordToDoc(number), passages.score(number));
            }
        }
    }

    @Override
    public void search(String field, byte[] target, KnnCollector collector, AcceptDocs accepted) {
        throw new UnsupportedOperationException("vectors of bytes");
    }

    @Override
    public KnnVectorsReader getMergeInstance() throws IOException {
        return new ClusteredVectorsReader(flat.getMergeInstance(), data, clusters);
    }

    @Override
    public void finishMerge() throws IOException {
        flat.finishMerge();
    }

    @Override
    public Map<String, Long> getOffHeapByteSize(FieldInfo field) {
        Clusters own = clusters.get(field.name);
        Map<String, Long> sizes = flat.getOffHeapByteSize(field);
        return own == null
                ? sizes
                : mergeOffHeapByteSizeMaps(sizes, Map.of(ClusteredVectorsFormat.DATA, own.codeBytes()));
    }

    @Override
    public void close() throws IOException {
        IOUtils.close(flat, data);
    }
}
