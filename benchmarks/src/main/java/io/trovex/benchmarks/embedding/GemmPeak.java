package io.trovex.benchmarks.embedding;

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
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The most that ONNX Runtime gets out of this machine: products of large square matrices, one on each core. */
final class GemmPeak {
    private static final int SIZE = 1024;
    private static final int PRODUCTS = 40;

    private GemmPeak() {}

    /** Billions of additions and multiplications a second, unsigned bytes by signed ones. */
    static double int8() {
        return measure("MatMulInteger", DataType.UINT8, DataType.INT8, DataType.INT32, OnnxJavaType.UINT8, 1);
    }

    static double fp32() {
        return measure("MatMul", DataType.FLOAT, DataType.FLOAT, DataType.FLOAT, OnnxJavaType.FLOAT, Float.BYTES);
    }

    private static double measure(
            String operation, DataType left, DataType right, DataType result, OnnxJavaType type, int width) {
        byte[] model = model(operation, left, right, result, width).toByteArray();
        int cores = Runtime.getRuntime().availableProcessors();
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        ByteBuffer matrix = ByteBuffer.allocateDirect(SIZE * SIZE * width);
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions();
                ExecutorService threads = Executors.newFixedThreadPool(cores)) {
            options.setIntraOpNumThreads(1);
            try (OrtSession session = environment.createSession(model, options);
                    OnnxTensor input = OnnxTensor.createTensor(environment, matrix, new long[] {SIZE, SIZE}, type)) {
                List<Map<String, OnnxTensor>> inputs = Collections.nCopies(PRODUCTS, Map.of("a", input));
                double best = 0;
                for (int round = 0; round < 3; round++) {
                    long start = System.nanoTime();
                    InParallel.map(threads, inputs, given -> {
                        session.run(given).close();
                        return true;
                    });
                    best = Math.max(best, 2.0 * SIZE * SIZE * SIZE * PRODUCTS / (System.nanoTime() - start));
                }
                return best;
            }
        } catch (OrtException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ModelProto model(String operation, DataType left, DataType right, DataType result, int width) {
        GraphProto.Builder graph = GraphProto.newBuilder()
                .setName("product")
                .addInput(value("a", left))
                .addOutput(value("c", result))
                .addInitializer(TensorProto.newBuilder()
                        .setName("b")
                        .setDataType(right.getNumber())
                        .addDims(SIZE)
                        .addDims(SIZE)
                        .setRawData(ByteString.copyFrom(new byte[SIZE * SIZE * width])))
                .addNode(NodeProto.newBuilder()
                        .setOpType(operation)
                        .addInput("a")
                        .addInput("b")
                        .addOutput("c"));
        return ModelProto.newBuilder()
                .setIrVersion(8)
                .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(17))
                .setGraph(graph)
                .build();
    }

    private static ValueInfoProto value(String name, DataType type) {
        Dimension size = Dimension.newBuilder().setDimValue(SIZE).build();
        return ValueInfoProto.newBuilder()
                .setName(name)
                .setType(TypeProto.newBuilder()
                        .setTensorType(TypeProto.Tensor.newBuilder()
                                .setElemType(type.getNumber())
                                .setShape(TensorShapeProto.newBuilder()
                                        .addDim(size)
                                        .addDim(size))))
                .build();
    }
}
