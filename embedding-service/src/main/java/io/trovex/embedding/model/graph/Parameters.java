package io.trovex.embedding.model.graph;

import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataLocation;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.List;

/** Reads a model's tensors. */
final class Parameters {
    private Parameters() {}

    static Matrix matrix(TensorProto tensor) throws UnknownShapeException {
        require(tensor, DataType.FLOAT);
        List<Long> dims = tensor.getDimsList();
        if (dims.size() > 2) {
            throw new UnknownShapeException("the parameter " + tensor.getName() + " has the shape " + dims);
        }
        int columns = dims.isEmpty() ? 1 : Math.toIntExact(dims.getLast());
        int rows = dims.size() < 2 ? 1 : Math.toIntExact(dims.getFirst());
        FloatBuffer values = tensor.hasRawData() ? raw(tensor).asFloatBuffer() : listed(tensor);
        if (values.limit() != rows * columns) {
            throw new UnknownShapeException(
                    "the parameter " + tensor.getName() + " of shape " + dims + " has " + values.limit() + " values");
        }
        return new Matrix(rows, columns, values);
    }

    static LongBuffer integers(TensorProto tensor) throws UnknownShapeException {
        require(tensor, DataType.INT64);
        return tensor.hasRawData()
                ? raw(tensor).asLongBuffer()
                : LongBuffer.wrap(tensor.getInt64DataList().stream()
                        .mapToLong(Long::longValue)
                        .toArray());
    }

    private static void require(TensorProto tensor, DataType type) throws UnknownShapeException {
        if (tensor.getDataLocation() == DataLocation.EXTERNAL) {
            throw new UnknownShapeException("the parameter " + tensor.getName() + " lies in another file");
        }
        if (tensor.getDataType() != type.getNumber()) {
            throw new UnknownShapeException("the parameter " + tensor.getName() + " is "
                    + DataType.forNumber(tensor.getDataType()) + ", not " + type);
        }
    }

    private static ByteBuffer raw(TensorProto tensor) {
        ByteString data = tensor.getRawData();
        return data.asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
    }

    private static FloatBuffer listed(TensorProto tensor) {
        FloatBuffer values = FloatBuffer.allocate(tensor.getFloatDataCount());
        tensor.getFloatDataList().forEach(values::put);
        return values.flip();
    }
}
