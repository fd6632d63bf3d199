package io.trovex.embedding.model.graph;

import ai.onnx.proto.OnnxMl.ModelProto;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;

/** Turns an ONNX file into a faster one that computes the same for one unpadded text a run. */
public final class GraphFusion {
    /** Part of a cached graph's name: raise it when the same source would give another graph. */
    public static final int VERSION = 2;

    /** The fused graph's result. */
    public static final String OUTPUT = "pooled";

    private GraphFusion() {}

    /**
     * Reads {@code input_ids} alone, of shape (1, tokens), and gives {@link #OUTPUT}, of shape (1, dimension).
     *
     * @param onnx left as it is
     * @param mean pool by the tokens' mean; otherwise by the first token, which spares the last layer the others
     * @throws UnknownShapeException if the graph is no BERT-shaped encoder
     */
    public static ByteBuffer fuse(byte[] onnx, Precision precision, boolean mean) throws UnknownShapeException {
        BertEncoder encoder = BertReader.read(parse(onnx).getGraph());
        return file(FusedGraph.write(encoder, precision, mean));
    }

    /** Outside of the heap, where ONNX Runtime reads. */
    private static ByteBuffer file(ModelProto model) {
        ByteBuffer bytes = ByteBuffer.allocateDirect(model.getSerializedSize());
        try {
            CodedOutputStream output = CodedOutputStream.newInstance(bytes);
            model.writeTo(output);
            output.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("a buffer of " + bytes.limit() + " bytes was too small", e);
        }
        return bytes.flip();
    }

    /** Without copying the parameters, which are nearly all of it. */
    private static ModelProto parse(byte[] onnx) throws UnknownShapeException {
        CodedInputStream input = CodedInputStream.newInstance(onnx);
        input.enableAliasing(true);
        try {
            return ModelProto.parseFrom(input);
        } catch (IOException e) {
            throw new UnknownShapeException("not an ONNX file: " + e.getMessage());
        }
    }
}
