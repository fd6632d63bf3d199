package io.trovex.index.lucene.vector;

import io.trovex.index.engine.DotProduct;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import org.apache.lucene.util.Bits;
import org.jspecify.annotations.Nullable;

/** The clusters of a segment's passages, each with its centroid. Thread-safe. */
public final class Clusters {
    /** Takes passages by estimates of their products with the question. */
    public interface Candidates {
        /** What is not above need not be shown. */
        float least();

        /** @param passage its number in the segment */
        void consider(int passage, float estimate);
    }

    /** A segment that would have fewer is one cluster: a search scans as many of the usual size, at least. */
    public static final int FEWEST = 100;

    private final float[][] centroids;
    private final int[] sizes;
    private final CodeBlock layout;
    private final MemorySegment codes;

    private final int passages;

    /** Where each cluster's blocks begin. */
    private final long[] starts;

    /** @param codes the blocks of all clusters in turn */
    Clusters(float[][] centroids, int[] sizes, CodeBlock layout, MemorySegment codes) {
        this.centroids = centroids;
        this.sizes = sizes;
        this.layout = layout;
        this.codes = codes;
        this.passages = Arrays.stream(sizes).sum();
        this.starts = new long[sizes.length];
        for (int cluster = 1; cluster < sizes.length; cluster++) {
            starts[cluster] = starts[cluster - 1] + bytes(layout, sizes[cluster - 1]);
        }
    }

    static long bytes(CodeBlock layout, int passages) {
        return (long) CodeBlock.blocks(passages) * layout.bytes();
    }

    public int count() {
        return sizes.length;
    }

    /** In all of them, deleted ones included. */
    public int passages() {
        return passages;
    }

    /** How many passages a cluster has, deleted ones included. */
    public int size(int cluster) {
        return sizes[cluster];
    }

    /** How many of a cluster's passages may be found. */
    public int accepted(int cluster, Bits accepted) {
        int count = 0;
        for (int place = 0; place < sizes[cluster]; place++) {
            long block = starts[cluster] + (long) place / CodeBlock.PASSAGES * layout.bytes();
            count += accepted.get(passage(block, place % CodeBlock.PASSAGES)) ? 1 : 0;
        }
        return count;
    }

    /** The vector's with the centroid. */
    public float product(int cluster, float[] vector) {
        return DotProduct.of(vector, centroids[cluster]);
    }

    /**
     * Estimates all of a cluster.
     *
     * @param product of the question with the centroid
     * @param accepted which passages may be found; all when null
     */
    public void scan(int cluster, QuantisedQuery query, float product, @Nullable Bits accepted, Candidates candidates) {
        float[] estimates = new float[CodeBlock.PASSAGES];
        long end = starts[cluster] + bytes(layout, sizes[cluster]);
        for (long block = starts[cluster]; block < end; block += layout.bytes()) {
            if (Estimates.of(codes, block, layout, query, product, candidates.least(), estimates)) {
                for (int lane = 0; lane < CodeBlock.PASSAGES; lane++) {
                    if (estimates[lane] > candidates.least()) {
                        int passage = passage(block, lane);
                        if (accepted == null || accepted.get(passage)) {
                            candidates.consider(passage, estimates[lane]);
                        }
                    }
                }
            }
        }
    }

    long codeBytes() {
        return codes.byteSize();
    }

    private int passage(long block, int lane) {
        return codes.get(CodeBlock.INT, block + layout.numbers() + (long) lane * Integer.BYTES);
    }
}
