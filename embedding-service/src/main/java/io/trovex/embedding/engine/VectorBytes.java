package io.trovex.embedding.engine;

import io.trovex.contracts.Vector;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/** How a vector is kept outside of this process: its float32s, little-endian. */
public final class VectorBytes {
    private VectorBytes() {}

    public static byte[] value(Vector vector) {
        ByteBuffer bytes = ByteBuffer.allocate(vector.dimension() * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(vector.components());
        return bytes.array();
    }

    /** Null if these are not the bytes of such a vector. */
    public static @Nullable Vector vector(byte @Nullable [] value, int dimension) {
        if (value == null || value.length != dimension * Float.BYTES) {
            return null;
        }
        float[] components = new float[dimension];
        ByteBuffer.wrap(value).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(components);
        return Vector.of(components);
    }
}
