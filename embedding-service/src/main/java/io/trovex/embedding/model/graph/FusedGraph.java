package io.trovex.embedding.model.graph;

import static io.trovex.embedding.model.graph.GraphBuilder.MICROSOFT;
import static io.trovex.embedding.model.graph.GraphBuilder.attribute;
import static io.trovex.embedding.model.graph.GraphBuilder.node;
import static io.trovex.embedding.model.graph.GraphBuilder.size;
import static io.trovex.embedding.model.graph.GraphBuilder.value;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import io.trovex.embedding.model.graph.BertEncoder.Attention;
import io.trovex.embedding.model.graph.BertEncoder.Layer;
import io.trovex.embedding.model.graph.BertEncoder.LayerNorm;
import java.util.List;

/** Writes an encoder down for one unpadded text a run: no mask, no token types, as few operations as can be. */
final class FusedGraph {
    private static final String INPUT = "input_ids";

    private final BertEncoder encoder;
    private final boolean mean;
    private final GraphBuilder graph = new GraphBuilder();
    private final Projections projections;

    private FusedGraph(BertEncoder encoder, Precision precision, boolean mean) {
        this.encoder = encoder;
        this.mean = mean;
        this.projections = switch (precision) {
            case FULL -> new FullProjections(graph, encoder.heads());
            case INT8 -> new Int8Projections(graph, encoder.heads());
        };
    }

    static ModelProto write(BertEncoder encoder, Precision precision, boolean mean) {
        return new FusedGraph(encoder, precision, mean).write();
    }

    private ModelProto write() {
        graph.integer("0", 0);
        graph.integer("1", 1);
        graph.integer("2", 2);
        String value = norm("embeddings", encoder.norm(), projections.words(encoder.words(), INPUT), positions());
        int last = encoder.layers().size() - 1;
        for (int i = 0; i <= last; i++) {
            value = layer("layer." + i, encoder.layers().get(i), value, i == last && !mean);
        }
        // dropping the tokens' axis of one token is its mean as well
        graph.add(node("", "ReduceMean", List.of(value, "1"), GraphFusion.OUTPUT)
                .addAttribute(attribute("keepdims", 0L)));
        return graph.build(
                value(INPUT, DataType.INT64, size(1), size("tokens")),
                value(GraphFusion.OUTPUT, DataType.FLOAT, size(1), size(encoder.dimension())));
    }

    private String positions() {
        String shape = graph.add("Shape", List.of(INPUT), "shape");
        String tokens = graph.add("Slice", List.of(shape, "1", "2"), "tokens");
        String table = graph.matrix("positions.table", encoder.positions());
        String rows = graph.add("Slice", List.of(table, "0", tokens), "positions.rows");
        return graph.add("Unsqueeze", List.of(rows, "0"), "positions");
    }

    private String layer(String name, Layer layer, String input, boolean firstTokenOnly) {
        Attention attention = layer.attention();
        String context = projections.attention(name + ".attention", attention, input);
        String residual = input;
        if (firstTokenOnly) {
            context = firstToken(context);
            residual = firstToken(input);
        }
        String merged = projections.linear(name + ".merged", attention.output(), context);
        String attended = norm(name + ".attended", layer.attentionNorm(), residual, merged);
        String up = projections.linear(name + ".up", layer.up(), attended);
        String active = graph.add("Gelu", List.of(up), name + ".active");
        return norm(name, layer.norm(), attended, projections.linear(name + ".down", layer.down(), active));
    }

    /** Of the sum of two values. */
    private String norm(String name, LayerNorm norm, String one, String other) {
        String scale = graph.vector(name + ".scale", norm.scale());
        String shift = graph.vector(name + ".shift", norm.shift());
        return graph.add(node(MICROSOFT, "SkipLayerNormalization", List.of(one, other, scale, shift), name)
                .addAttribute(attribute("epsilon", norm.epsilon())));
    }

    private String firstToken(String value) {
        return graph.add("Slice", List.of(value, "0", "1", "1"), value + ".first");
    }
}
