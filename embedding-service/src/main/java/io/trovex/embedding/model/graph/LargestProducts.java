package io.trovex.embedding.model.graph;

import static io.trovex.embedding.model.graph.GraphBuilder.node;
import static io.trovex.embedding.model.graph.GraphBuilder.size;
import static io.trovex.embedding.model.graph.GraphBuilder.value;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/** A graph that multiplies the largest unsigned bytes by the largest signed ones, to see whether the sum is theirs. */
public final class LargestProducts {
    public static final String INPUT = "bytes";

    private static final int ROWS = 4;
    private static final int DEPTH = 64;
    private static final int COLUMNS = 64;
    private static final int LARGEST_UNSIGNED = 255;

    /** What each row and column come to. */
    public static final int SUM = DEPTH * LARGEST_UNSIGNED * Byte.MAX_VALUE;

    private LargestProducts() {}

    /** Multiplies {@link #input} by a constant; gives sums of 32 bits. */
    public static byte[] graph() {
        byte[] weights = new byte[DEPTH * COLUMNS];
        Arrays.fill(weights, Byte.MAX_VALUE);
        GraphBuilder graph = new GraphBuilder();
        List<String> inputs = List.of(
                INPUT,
                graph.constant("weights", DataType.INT8, ByteString.copyFrom(weights), DEPTH, COLUMNS),
                graph.constant("bytes.zero", DataType.UINT8, ByteString.copyFrom(new byte[1]), 1),
                graph.constant("weights.zero", DataType.INT8, ByteString.copyFrom(new byte[1]), 1));
        graph.add(node("", "MatMulInteger", inputs, "sums"));
        return graph.build(
                        value(INPUT, DataType.UINT8, size(ROWS), size(DEPTH)),
                        value("sums", DataType.INT32, size(ROWS), size(COLUMNS)))
                .toByteArray();
    }

    public static ByteBuffer input() {
        byte[] bytes = new byte[ROWS * DEPTH];
        Arrays.fill(bytes, (byte) LARGEST_UNSIGNED);
        return ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
    }

    public static long[] inputShape() {
        return new long[] {ROWS, DEPTH};
    }
}
