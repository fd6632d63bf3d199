package io.trovex.embedding.model.graph;

import ai.onnx.proto.OnnxMl.NodeProto;
import io.trovex.embedding.model.graph.BertEncoder.Attention;
import io.trovex.embedding.model.graph.BertEncoder.Linear;
import io.trovex.embedding.model.graph.BertReader.Found;
import io.trovex.embedding.model.graph.GraphTrail.WithConstant;
import java.nio.LongBuffer;
import java.util.List;
import java.util.Set;

/** Recognises softmax(q·kᵀ / √width + mask) · v, with a constant scale anywhere; all layers must have as many heads. */
final class AttentionReader {
    private static final List<Long> HEADS_FIRST = List.of(0L, 2L, 1L, 3L);
    private static final List<Long> HEADS_FIRST_TRANSPOSED = List.of(0L, 2L, 3L, 1L);
    private static final List<Long> LAST_TWO_SWAPPED = List.of(0L, 1L, 3L, 2L);

    private final GraphTrail trail;
    private int heads;

    AttentionReader(GraphTrail trail) {
        this.trail = trail;
    }

    int heads() {
        return heads;
    }

    private record Scaled(String value, double factor) {}

    /** @param context what the heads made, side by side again; {@code input} what all of them must read */
    Attention read(String context, String input, Linear output) throws UnknownShapeException {
        NodeProto merged = trail.maker(trail.maker(context, "Reshape").getInput(0), "Transpose");
        requireOrder(merged, HEADS_FIRST);
        NodeProto mix = trail.maker(merged.getInput(0), "MatMul");
        Scaled product = scaled(trail.maker(mix.getInput(0), "Softmax").getInput(0));
        NodeProto scores = trail.maker(product.value(), "MatMul");
        Scaled query = scaled(scores.getInput(0));
        Scaled key = scaled(scores.getInput(1));

        Linear queries = projection(split(query.value(), HEADS_FIRST), input);
        Linear keys = projection(splitTransposed(key), input);
        Linear values = projection(split(mix.getInput(1), HEADS_FIRST), input);
        double width = (double) queries.weights().columns() / heads;
        double scale = product.factor() * query.factor() * key.factor();
        if (Math.abs(scale * Math.sqrt(width) - 1) > 1e-4) {
            throw new UnknownShapeException("the attention of " + context + " is scaled by " + scale);
        }
        return new Attention(queries, keys, values, output);
    }

    /** Behind the mask, which is nothing for a text without padding, and behind constant factors. */
    private Scaled scaled(String value) throws UnknownShapeException {
        NodeProto maker = trail.makerOrNull(value);
        if (maker == null) {
            return new Scaled(value, 1);
        }
        return switch (maker.getOpType()) {
            case "Add" -> scaled(maker.getInput(leadsToScores(maker.getInput(0)) ? 0 : 1));
            case "Div" -> times(trail.withConstant(value, "Div"), true);
            case "Mul" -> times(trail.withConstant(value, "Mul"), false);
            default -> new Scaled(value, 1);
        };
    }

    private Scaled times(WithConstant operation, boolean divided) throws UnknownShapeException {
        double constant = operation.constant().at(0, 0);
        Scaled inner = scaled(operation.other());
        return new Scaled(inner.value(), inner.factor() * (divided ? 1 / constant : constant));
    }

    private boolean leadsToScores(String value) {
        if (trail.isMadeBy(value, "MatMul")) {
            return true;
        }
        NodeProto maker = trail.makerOrNull(value);
        return maker != null
                && Set.of("Div", "Mul").contains(maker.getOpType())
                && maker.getInputList().stream().anyMatch(this::leadsToScores);
    }

    private String splitTransposed(Scaled key) throws UnknownShapeException {
        NodeProto transpose = trail.maker(key.value(), "Transpose");
        if (GraphTrail.integers(transpose, "perm").equals(LAST_TWO_SWAPPED)) {
            return split(transpose.getInput(0), HEADS_FIRST);
        }
        return split(key.value(), HEADS_FIRST_TRANSPOSED);
    }

    /** Behind the split into heads. */
    private String split(String value, List<Long> order) throws UnknownShapeException {
        NodeProto transpose = trail.maker(value, "Transpose");
        requireOrder(transpose, order);
        NodeProto reshape = trail.maker(transpose.getInput(0), "Reshape");
        int found = headsOf(reshape.getInput(1));
        if (heads != 0 && found != heads) {
            throw new UnknownShapeException("layers of " + heads + " and of " + found + " heads");
        }
        heads = found;
        return reshape.getInput(0);
    }

    /** Of a shape (texts, tokens, heads, width), constant or put together. */
    private int headsOf(String shape) throws UnknownShapeException {
        if (trail.isConstant(shape)) {
            LongBuffer sizes = trail.integers(shape);
            if (sizes.limit() == 4) {
                return Math.toIntExact(sizes.get(2));
            }
        } else {
            NodeProto concat = trail.maker(shape, "Concat");
            if (concat.getInputCount() == 4) {
                String count = concat.getInput(2);
                return Math.toIntExact(trail.integers(
                                trail.isMadeBy(count, "Unsqueeze")
                                        ? trail.maker(count, "Unsqueeze").getInput(0)
                                        : count)
                        .get(0));
            }
        }
        throw new UnknownShapeException("expected four sizes in " + shape);
    }

    private Linear projection(String value, String input) throws UnknownShapeException {
        Found<Linear> projection = BertReader.linear(trail, value);
        if (!trail.same(projection.input(), input)) {
            throw new UnknownShapeException("an attention reads " + projection.input() + " and " + input);
        }
        return projection.what();
    }

    private static void requireOrder(NodeProto transpose, List<Long> order) throws UnknownShapeException {
        List<Long> actual = GraphTrail.integers(transpose, "perm");
        if (!actual.equals(order)) {
            throw new UnknownShapeException(
                    "expected " + transpose.getOutput(0) + " in the order " + order + ", not " + actual);
        }
    }
}
