package io.trovex.embedding.redis;

import io.trovex.embedding.engine.ContentKey;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Where a vector lies in Redis: under its maker's name and its text's hash. */
final class VectorKey {
    private static final String PREFIX = "trovex:vector:";

    private VectorKey() {}

    static byte[] of(ContentKey key) {
        byte[] maker = (PREFIX + key.maker() + ":").getBytes(StandardCharsets.UTF_8);
        byte[] hash = key.hash();
        return ByteBuffer.allocate(maker.length + hash.length)
                .put(maker)
                .put(hash)
                .array();
    }
}
