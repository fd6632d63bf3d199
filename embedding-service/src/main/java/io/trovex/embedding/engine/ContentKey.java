package io.trovex.embedding.engine;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Names a vector by what made it and the SHA-256 of the exact text.
 *
 * @param maker the model, its version, the graph that computes it, and on what
 */
public record ContentKey(String maker, long first, long second, long third, long fourth) {

    static ContentKey of(String maker, String text) {
        ByteBuffer hash = ByteBuffer.wrap(sha256().digest(text.getBytes(StandardCharsets.UTF_8)));
        return new ContentKey(maker, hash.getLong(), hash.getLong(), hash.getLong(), hash.getLong());
    }

    /** The text's hash. */
    public byte[] hash() {
        return ByteBuffer.allocate(4 * Long.BYTES)
                .putLong(first)
                .putLong(second)
                .putLong(third)
                .putLong(fourth)
                .array();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
