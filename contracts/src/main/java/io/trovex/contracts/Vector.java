package io.trovex.contracts;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Base64;

/** An embedding; on the wire base64 of little-endian float32. Equal when every component is bitwise equal. */
public final class Vector {
    private final float[] components;

    private Vector(float[] components) {
        this.components = components;
    }

    /** Takes the array over without a copy: the caller must not change it afterwards. */
    public static Vector of(float[] components) {
        return new Vector(components);
    }

    /** @throws IllegalArgumentException unless {@code base64} is base64 of a multiple of four bytes */
    @JsonCreator
    public static Vector fromBase64(String base64) {
        byte[] bytes = Base64.getDecoder().decode(base64);
        if (bytes.length % Float.BYTES != 0) {
            throw new IllegalArgumentException("an embedding is a multiple of 4 bytes, not " + bytes.length);
        }
        float[] components = new float[bytes.length / Float.BYTES];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(components);
        return new Vector(components);
    }

    @JsonValue
    public String toBase64() {
        ByteBuffer bytes = ByteBuffer.allocate(components.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(components);
        return Base64.getEncoder().encodeToString(bytes.array());
    }

    public int dimension() {
        return components.length;
    }

    /** The components themselves, not a copy: callers only read. */
    public float[] components() {
        return components;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Vector vector && Arrays.equals(components, vector.components);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(components);
    }

    @Override
    public String toString() {
        return "Vector[" + components.length + "]";
    }
}
