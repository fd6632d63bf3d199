package io.trovex.embedding.model.graph;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.AttributeProto.AttributeType;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto.Dimension;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/** Puts a graph together, operation by operation; values go by name. */
final class GraphBuilder {
    /** The domain of ONNX Runtime's own operations. */
    static final String MICROSOFT = "com.microsoft";

    private static final int IR_VERSION = 9;

    /** The first with a GELU, which ONNX Runtime computes faster than its own fused with a bias. */
    private static final int OPERATOR_SET = 20;

    private final GraphProto.Builder graph = GraphProto.newBuilder().setName("fused");

    /** Adds an operation; gives its only or first result. */
    String add(NodeProto.Builder node) {
        graph.addNode(node);
        return node.getOutput(0);
    }

    String add(String operation, List<String> inputs, String output) {
        return add(node("", operation, inputs, output));
    }

    static NodeProto.Builder node(String domain, String operation, List<String> inputs, String... outputs) {
        return NodeProto.newBuilder()
                .setName(outputs[0])
                .setDomain(domain)
                .setOpType(operation)
                .addAllInput(inputs)
                .addAllOutput(List.of(outputs));
    }

    static AttributeProto attribute(String name, long value) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeType.INT)
                .setI(value)
                .build();
    }

    static AttributeProto attribute(String name, float value) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeType.FLOAT)
                .setF(value)
                .build();
    }

    String integer(String name, long value) {
        ByteBuffer bytes = littleEndian(Long.BYTES).putLong(value).flip();
        return constant(name, DataType.INT64, ByteString.copyFrom(bytes), 1);
    }

    String vector(String name, Matrix vector) {
        return constant(name, DataType.FLOAT, floats(vector), vector.columns());
    }

    String matrix(String name, Matrix matrix) {
        return constant(name, DataType.FLOAT, floats(matrix), matrix.rows(), matrix.columns());
    }

    /** In 16 bits a value. */
    String halfMatrix(String name, Matrix matrix) {
        int count = matrix.rows() * matrix.columns();
        ByteBuffer bytes = littleEndian(count * Short.BYTES);
        for (int i = 0; i < count; i++) {
            bytes.putShort(Float.floatToFloat16(matrix.values().get(i)));
        }
        return constant(name, DataType.FLOAT16, ByteString.copyFrom(bytes.flip()), matrix.rows(), matrix.columns());
    }

    String constant(String name, DataType type, ByteString values, long... shape) {
        TensorProto.Builder tensor = TensorProto.newBuilder()
                .setName(name)
                .setDataType(type.getNumber())
                .setRawData(values);
        for (long size : shape) {
            tensor.addDims(size);
        }
        graph.addInitializer(tensor);
        return name;
    }

    ModelProto build(ValueInfoProto input, ValueInfoProto output) {
        return ModelProto.newBuilder()
                .setIrVersion(IR_VERSION)
                .setProducerName("trovex")
                .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(OPERATOR_SET))
                .addOpsetImport(
                        OperatorSetIdProto.newBuilder().setDomain(MICROSOFT).setVersion(1))
                .setGraph(graph.addInput(input).addOutput(output))
                .build();
    }

    /** A graph's input or output. */
    static ValueInfoProto value(String name, DataType type, Dimension... shape) {
        return ValueInfoProto.newBuilder()
                .setName(name)
                .setType(TypeProto.newBuilder()
                        .setTensorType(TypeProto.Tensor.newBuilder()
                                .setElemType(type.getNumber())
                                .setShape(TensorShapeProto.newBuilder().addAllDim(List.of(shape)))))
                .build();
    }

    static Dimension size(String name) {
        return Dimension.newBuilder().setDimParam(name).build();
    }

    static Dimension size(long value) {
        return Dimension.newBuilder().setDimValue(value).build();
    }

    private static ByteString floats(Matrix matrix) {
        int count = matrix.rows() * matrix.columns();
        ByteBuffer bytes = littleEndian(count * Float.BYTES);
        bytes.asFloatBuffer().put(matrix.values().slice(0, count));
        return ByteString.copyFrom(bytes);
    }

    private static ByteBuffer littleEndian(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
