package io.trovex.embedding.model.graph;

import static io.trovex.embedding.model.graph.GraphBuilder.MICROSOFT;
import static io.trovex.embedding.model.graph.GraphBuilder.attribute;
import static io.trovex.embedding.model.graph.GraphBuilder.node;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import com.google.protobuf.ByteString;
import io.trovex.embedding.model.graph.BertEncoder.Attention;
import io.trovex.embedding.model.graph.BertEncoder.Linear;
import java.util.List;

/** Products in 8-bit integers; the table of words, which is only looked up, in 16-bit floats. */
record Int8Projections(GraphBuilder graph, int heads) implements Projections {
    private static final String NO_MASK = "";

    @Override
    public String words(Matrix table, String ids) {
        String rows = graph.add("Gather", List.of(graph.halfMatrix("words.table", table), ids), "words.rows");
        return graph.add(
                node("", "Cast", List.of(rows), "words").addAttribute(attribute("to", DataType.FLOAT.getNumber())));
    }

    @Override
    public String linear(String name, Linear linear, String input) {
        Int8Weights weights = Int8Weights.of(linear.weights());
        List<String> inputs = List.of(
                input,
                values(name, weights),
                scales(name, weights),
                zero(name),
                graph.vector(name + ".bias", linear.bias()));
        return graph.add(node(MICROSOFT, "DynamicQuantizeMatMul", inputs, name));
    }

    @Override
    public String attention(String name, Attention attention, String input) {
        Linear merged = Projections.merged(attention);
        Int8Weights weights = Int8Weights.of(merged.weights());
        String bytes = input + ".bytes";
        String scale = input + ".bytes.scale";
        String zero = input + ".bytes.zero";
        graph.add(node("", "DynamicQuantizeLinear", List.of(input), bytes, scale, zero));
        List<String> inputs = List.of(
                bytes,
                values(name, weights),
                graph.vector(name + ".bias", merged.bias()),
                scale,
                scales(name, weights),
                NO_MASK,
                zero,
                zero(name));
        return graph.add(node(MICROSOFT, "QAttention", inputs, name).addAttribute(attribute("num_heads", heads)));
    }

    private String values(String name, Int8Weights weights) {
        return graph.constant(name + ".weights", DataType.INT8, weights.values(), weights.rows(), weights.columns());
    }

    private String scales(String name, Int8Weights weights) {
        return graph.vector(name + ".weights.scales", weights.scales());
    }

    /** ONNX Runtime 1.28 moves weights into the unsigned range, for exact products, only where their zero point is named. */
    private String zero(String name) {
        return graph.constant(name + ".weights.zero", DataType.INT8, ByteString.copyFrom(new byte[1]), 1);
    }
}
