package io.trovex.index.canary;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Puts each user into one of {@link #COUNT} buckets, for good: the first eight bytes of SHA-256 over {@code salt:user},
 * as an unsigned number, modulo the count. Any language computes the same. Different salts are independent of each
 * other, which simple hashes like FNV-1a are not.
 */
public final class UserBuckets {
    public static final int COUNT = 10_000;

    private final byte[] salt;

    /** @param salt the candidate's id, so that it is not always the same users who try a candidate first */
    public UserBuckets(String salt) {
        this.salt = (salt + ":").getBytes(StandardCharsets.UTF_8);
    }

    /** @return 0 to {@link #COUNT} - 1 */
    public int of(String user) {
        MessageDigest sha256 = sha256();
        sha256.update(salt);
        byte[] hash = sha256.digest(user.getBytes(StandardCharsets.UTF_8));
        return (int) Long.remainderUnsigned(ByteBuffer.wrap(hash).getLong(), COUNT);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
