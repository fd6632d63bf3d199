package io.trovex.embedding.model.graph;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** A cached graph's bytes: the SHA-256 of all that follows, the number of golden values, those values, the ONNX file. */
final class GraphFile {
    private static final int HASH = 32;

    private GraphFile() {}

    /** One after the other, ready to be written. */
    static ByteBuffer[] encode(CheckedGraph graph) {
        FloatBuffer golden = graph.golden().duplicate().rewind();
        ByteBuffer values = ByteBuffer.allocate(Integer.BYTES + golden.limit() * Float.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(golden.limit());
        while (golden.hasRemaining()) {
            values.putFloat(golden.get());
        }
        values.flip();
        ByteBuffer onnx = graph.onnx().duplicate().rewind();
        return new ByteBuffer[] {ByteBuffer.wrap(hash(values, onnx)), values, onnx};
    }

    static CheckedGraph decode(ByteBuffer file) throws IOException {
        try {
            byte[] hash = new byte[HASH];
            file.get(hash);
            if (!MessageDigest.isEqual(hash, hash(file))) {
                throw new IOException("its SHA-256 is not the one it carries");
            }
            file.order(ByteOrder.LITTLE_ENDIAN);
            FloatBuffer golden = FloatBuffer.allocate(file.getInt());
            while (golden.hasRemaining()) {
                golden.put(file.getFloat());
            }
            return new CheckedGraph(file.slice(), golden.flip());
        } catch (BufferUnderflowException _) {
            throw new IOException("it has only " + file.limit() + " bytes");
        }
    }

    private static byte[] hash(ByteBuffer... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (ByteBuffer part : parts) {
                digest.update(part.duplicate());
            }
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
