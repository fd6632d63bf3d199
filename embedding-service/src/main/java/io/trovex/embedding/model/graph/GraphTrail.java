package io.trovex.embedding.model.graph;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import java.nio.LongBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Follows a graph from its result back to its inputs; whatever is not as expected is an {@link UnknownShapeException}. */
final class GraphTrail {
    private static final Set<String> PASSING_THROUGH = Set.of("Identity", "Dropout");

    private final Map<String, NodeProto> makers = new HashMap<>();
    private final Map<String, TensorProto> constants = new HashMap<>();

    GraphTrail(GraphProto graph) {
        for (TensorProto initializer : graph.getInitializerList()) {
            constants.put(initializer.getName(), initializer);
        }
        for (NodeProto node : graph.getNodeList()) {
            if (node.getOpType().equals("Constant") && node.getAttribute(0).hasT()) {
                constants.put(node.getOutput(0), node.getAttribute(0).getT());
            } else {
                node.getOutputList().forEach(output -> makers.put(output, node));
            }
        }
    }

    /** A two-sided operation with a parameter on one side. */
    record WithConstant(Matrix constant, String other) {}

    /** The value's own name, behind what only passes it on. */
    String origin(String value) {
        NodeProto maker = makers.get(value);
        return maker != null && PASSING_THROUGH.contains(maker.getOpType()) ? origin(maker.getInput(0)) : value;
    }

    boolean same(String one, String other) {
        return origin(one).equals(origin(other));
    }

    @Nullable
    NodeProto makerOrNull(String value) {
        return makers.get(origin(value));
    }

    boolean isMadeBy(String value, String operation) {
        NodeProto maker = makerOrNull(value);
        return maker != null && maker.getOpType().equals(operation);
    }

    NodeProto maker(String value, String operation) throws UnknownShapeException {
        NodeProto maker = makerOrNull(value);
        if (maker == null || !maker.getOpType().equals(operation)) {
            throw new UnknownShapeException("expected " + operation + " to make " + value + ", met "
                    + (maker == null ? "no operation" : maker.getOpType()));
        }
        return maker;
    }

    WithConstant withConstant(String value, String operation) throws UnknownShapeException {
        NodeProto maker = maker(value, operation);
        for (int side = 0; side < 2; side++) {
            if (isConstant(maker.getInput(side))) {
                return new WithConstant(constant(maker.getInput(side)), maker.getInput(1 - side));
            }
        }
        throw new UnknownShapeException("expected a parameter in the " + operation + " that makes " + value);
    }

    boolean isConstant(String value) {
        return constants.containsKey(origin(value));
    }

    Matrix constant(String value) throws UnknownShapeException {
        return Parameters.matrix(constantTensor(value));
    }

    LongBuffer integers(String value) throws UnknownShapeException {
        return Parameters.integers(constantTensor(value));
    }

    float scalar(String value) throws UnknownShapeException {
        Matrix constant = constant(value);
        if (constant.rows() * constant.columns() != 1) {
            throw new UnknownShapeException("expected one number in " + value);
        }
        return constant.at(0, 0);
    }

    static @Nullable AttributeProto attribute(NodeProto node, String name) {
        return node.getAttributeList().stream()
                .filter(attribute -> attribute.getName().equals(name))
                .findFirst()
                .orElse(null);
    }

    static List<Long> integers(NodeProto node, String name) {
        AttributeProto attribute = attribute(node, name);
        return attribute == null ? List.of() : attribute.getIntsList();
    }

    private TensorProto constantTensor(String value) throws UnknownShapeException {
        TensorProto constant = constants.get(origin(value));
        if (constant == null) {
            throw new UnknownShapeException("expected " + value + " to be a parameter");
        }
        return constant;
    }
}
