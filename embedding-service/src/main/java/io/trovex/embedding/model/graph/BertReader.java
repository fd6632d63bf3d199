package io.trovex.embedding.model.graph;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import io.trovex.embedding.model.graph.BertEncoder.Attention;
import io.trovex.embedding.model.graph.BertEncoder.Layer;
import io.trovex.embedding.model.graph.BertEncoder.LayerNorm;
import io.trovex.embedding.model.graph.BertEncoder.Linear;
import io.trovex.embedding.model.graph.GraphTrail.WithConstant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Recognises a BERT-shaped encoder by following its token vectors back to its inputs, layer by layer. */
final class BertReader {
    private static final String OUTPUT = "last_hidden_state";

    private final GraphTrail trail;
    private final AttentionReader attentions;

    private BertReader(GraphTrail trail) {
        this.trail = trail;
        this.attentions = new AttentionReader(trail);
    }

    static BertEncoder read(GraphProto graph) throws UnknownShapeException {
        return new BertReader(new GraphTrail(graph)).read();
    }

    /** Something recognised, and the value that it reads. */
    record Found<T>(T what, String input) {}

    private record Sum(Linear linear, String linearInput, String residual) {}

    private BertEncoder read() throws UnknownShapeException {
        Deque<Layer> layers = new ArrayDeque<>();
        String value = OUTPUT;
        Found<LayerNorm> norm = norm(value);
        while (isSumWithLinear(norm.input())) {
            Sum feedForward = sum(norm.input());
            Found<Linear> up = linear(trail, gelu(feedForward.linearInput()));
            requireSame(up.input(), feedForward.residual(), "the feed-forward network");
            Found<LayerNorm> attentionNorm = norm(feedForward.residual());
            Sum output = sum(attentionNorm.input());
            Attention attention = attentions.read(output.linearInput(), output.residual(), output.linear());
            layers.addFirst(new Layer(attention, attentionNorm.what(), up.what(), feedForward.linear(), norm.what()));
            norm = norm(output.residual());
        }
        if (layers.isEmpty()) {
            throw new UnknownShapeException("no layer ends in " + OUTPUT);
        }
        BertEmbeddings embeddings = BertEmbeddings.read(trail, norm.input());
        return new BertEncoder(
                embeddings.words(), embeddings.positions(), norm.what(), attentions.heads(), List.copyOf(layers));
    }

    static Found<Linear> linear(GraphTrail trail, String value) throws UnknownShapeException {
        WithConstant bias = trail.withConstant(value, "Add");
        NodeProto product = trail.maker(bias.other(), "MatMul");
        return new Found<>(new Linear(trail.constant(product.getInput(1)), bias.constant()), product.getInput(0));
    }

    private boolean isLinear(String value) {
        NodeProto add = trail.makerOrNull(value);
        return add != null
                && add.getOpType().equals("Add")
                && add.getInputList().stream().anyMatch(trail::isConstant)
                && add.getInputList().stream().anyMatch(input -> trail.isMadeBy(input, "MatMul"));
    }

    private boolean isSumWithLinear(String value) {
        NodeProto sum = trail.makerOrNull(value);
        return sum != null
                && sum.getOpType().equals("Add")
                && sum.getInputList().stream().anyMatch(this::isLinear);
    }

    private Sum sum(String value) throws UnknownShapeException {
        NodeProto sum = trail.maker(value, "Add");
        int side = isLinear(sum.getInput(0)) ? 0 : 1;
        Found<Linear> linear = linear(trail, sum.getInput(side));
        return new Sum(linear.what(), linear.input(), sum.getInput(1 - side));
    }

    /** As one operation, or spelled out: scale · (x − mean) / √(variance + epsilon) + shift. */
    private Found<LayerNorm> norm(String value) throws UnknownShapeException {
        if (trail.isMadeBy(value, "LayerNormalization")) {
            NodeProto node = trail.maker(value, "LayerNormalization");
            AttributeProto epsilon = GraphTrail.attribute(node, "epsilon");
            return new Found<>(
                    new LayerNorm(
                            trail.constant(node.getInput(1)),
                            trail.constant(node.getInput(2)),
                            epsilon == null ? 1e-5f : epsilon.getF()),
                    node.getInput(0));
        }
        WithConstant shift = trail.withConstant(value, "Add");
        WithConstant scale = trail.withConstant(shift.other(), "Mul");
        NodeProto quotient = trail.maker(scale.other(), "Div");
        NodeProto deviation = trail.maker(quotient.getInput(0), "Sub");
        String input = deviation.getInput(0);
        requireSame(trail.maker(deviation.getInput(1), "ReduceMean").getInput(0), input, "a layer norm's mean");
        WithConstant variance =
                trail.withConstant(trail.maker(quotient.getInput(1), "Sqrt").getInput(0), "Add");
        NodeProto square =
                trail.maker(trail.maker(variance.other(), "ReduceMean").getInput(0), "Pow");
        requireSame(trail.maker(square.getInput(0), "Sub").getInput(0), input, "a layer norm's variance");
        return new Found<>(
                new LayerNorm(
                        scale.constant(), shift.constant(), variance.constant().at(0, 0)),
                input);
    }

    /** {@code 0.5 · x · (1 + erf(x / √2))}, multiplied in any order; gives x. */
    private String gelu(String value) throws UnknownShapeException {
        if (trail.isMadeBy(value, "Gelu")) {
            NodeProto node = trail.maker(value, "Gelu");
            AttributeProto approximate = GraphTrail.attribute(node, "approximate");
            if (approximate != null && !approximate.getS().toStringUtf8().equals("none")) {
                throw new UnknownShapeException("an approximate GELU makes " + value);
            }
            return node.getInput(0);
        }
        Deque<String> factors = new ArrayDeque<>(List.of(value));
        double scale = 1;
        String input = null;
        String erf = null;
        while (!factors.isEmpty()) {
            String factor = factors.pop();
            if (trail.isConstant(factor)) {
                scale *= trail.scalar(factor);
            } else if (trail.isMadeBy(factor, "Mul")) {
                trail.maker(factor, "Mul").getInputList().forEach(factors::push);
            } else if (erf == null && isOnePlusErf(factor)) {
                erf = erfInput(factor);
            } else if (input == null) {
                input = factor;
            } else {
                throw new UnknownShapeException("expected a GELU to make " + value);
            }
        }
        if (input == null || erf == null || Math.abs(scale - 0.5) > 1e-6) {
            throw new UnknownShapeException("expected a GELU to make " + value);
        }
        requireSame(erf, input, "a GELU");
        return input;
    }

    private boolean isOnePlusErf(String value) {
        NodeProto add = trail.makerOrNull(value);
        return add != null
                && add.getOpType().equals("Add")
                && add.getInputList().stream().anyMatch(input -> trail.isMadeBy(input, "Erf"));
    }

    private String erfInput(String value) throws UnknownShapeException {
        WithConstant sum = trail.withConstant(value, "Add");
        String scaled = trail.maker(sum.other(), "Erf").getInput(0);
        boolean divided = trail.isMadeBy(scaled, "Div");
        WithConstant argument = trail.withConstant(scaled, divided ? "Div" : "Mul");
        double factor = argument.constant().at(0, 0);
        if (Math.abs((divided ? 1 / factor : factor) - Math.sqrt(0.5)) > 1e-6
                || sum.constant().at(0, 0) != 1) {
            throw new UnknownShapeException("expected 1 + erf(x / √2) to make " + value);
        }
        return argument.other();
    }

    private void requireSame(String one, String other, String what) throws UnknownShapeException {
        if (!trail.same(one, other)) {
            throw new UnknownShapeException(what + " reads " + one + " and " + other);
        }
    }
}
