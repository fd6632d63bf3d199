package io.trovex.embedding.redis;

import io.trovex.contracts.Vector;
import io.trovex.embedding.engine.ContentKey;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** How a vector lies in Redis: its float32s, little-endian, under its maker's name and its text's hash. */
final class VectorBytes {
    private static final String PREFIX = "trovex:vector:";

    private VectorBytes() {}

    static byte[] key(ContentKey key) {
        byte[] maker = (PREFIX + key.maker() + ":").getBytes(StandardCharsets.UTF_8);
        byte[] hash = key.hash();
        return ByteBuffer.allocate(maker.length + hash.length)
                .put(maker)
                .put(hash)
                .array();
    }

    static byte[] value(Vector vector) {
        ByteBuffer bytes = ByteBuffer.allocate(vector.dimension() * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(vector.components());
        return bytes.array();
    }

    /** Null if these are not the bytes of such a vector. */
    static @Nullable Vector vector(byte @Nullable [] value, int dimension) {
        if (value == null || value.length != dimension * Float.BYTES) {
            return null;
        }
        float[] components = new float[dimension];
        ByteBuffer.wrap(value).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(components);
        return Vector.of(components);
    }
}
