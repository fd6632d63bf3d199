package io.trovex.index.lucene.vector;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.store.IndexOutput;
import org.apache.lucene.util.VectorUtil;

/**
 * The codes of one cluster while they are made. Of a vector <i>v</i> = <i>c</i> + <i>r</i>, <i>c</i> the centroid, the signs
 * <i>s</i> of <i>r</i> are kept, and two numbers with which its product with any <i>q</i> is estimated:
 * {@code <q,v> = <q,c> + shift + scale <q,s>}, where {@code scale = |r|² / Σ|r_i|} and {@code shift = <c,r> - scale <c,s>}.
 *
 * <p>That is RaBitQ (Gao and Long, SIGMOD 2024) for {@code q - c}, multiplied out so that a question is quantised once for all
 * clusters, and without its random rotation, which found no more on real vectors (decision 12).
 */
final class ClusterCodes {
    private final float[] centroid;
    private final CodeBlock layout;
    private final List<byte[]> blocks = new ArrayList<>();
    private int size;

    ClusterCodes(float[] centroid) {
        this.centroid = centroid;
        this.layout = new CodeBlock(centroid.length);
    }

    float[] centroid() {
        return centroid;
    }

    int size() {
        return size;
    }

    /** @param passage its number in the segment */
    void add(int passage, float[] vector) {
        int lane = size++ % CodeBlock.PASSAGES;
        if (lane == 0) {
            blocks.add(empty());
        }
        ByteBuffer block = buffer(blocks.getLast());
        double sum = 0;
        double squares = 0;
        double signed = 0;
        for (int i = 0; i < vector.length; i++) {
            float rest = vector[i] - centroid[i];
            sum += Math.abs(rest);
            squares += rest * rest;
            if (rest > 0) {
                signed += centroid[i];
                int at = i / Integer.SIZE * CodeBlock.ROW + lane * Integer.BYTES;
                block.putInt(at, block.getInt(at) | 1 << i % Integer.SIZE);
            } else {
                signed -= centroid[i];
            }
        }
        double scale = sum == 0 ? 0 : squares / sum;
        double restAlongCentroid = VectorUtil.dotProduct(centroid, vector) - VectorUtil.dotProduct(centroid, centroid);
        put(block, layout.shifts(), lane, (float) (restAlongCentroid - scale * signed));
        put(block, layout.scales(), lane, (float) scale);
        block.putInt(layout.numbers() + lane * Integer.BYTES, passage);
    }

    void writeTo(IndexOutput out) throws IOException {
        for (byte[] block : blocks) {
            out.writeBytes(block, block.length);
        }
    }

    /** Places that stay empty are farther than any passage. */
    private byte[] empty() {
        byte[] block = new byte[layout.bytes()];
        for (int lane = 0; lane < CodeBlock.PASSAGES; lane++) {
            put(buffer(block), layout.shifts(), lane, Float.NEGATIVE_INFINITY);
        }
        return block;
    }

    private static ByteBuffer buffer(byte[] block) {
        return ByteBuffer.wrap(block).order(CodeBlock.ORDER);
    }

    private static void put(ByteBuffer block, int row, int lane, float value) {
        block.putFloat(row + lane * Float.BYTES, value);
    }
}
