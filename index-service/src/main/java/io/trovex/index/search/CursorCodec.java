package io.trovex.index.search;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Cursors as text that only this process can have written. Thread-safe. */
final class CursorCodec {
    private static final byte VERSION = 1;
    private static final String MAC = "HmacSHA256";
    private static final int KEY_BYTES = 32;
    private static final int SEAL_BYTES = 16;
    private static final int SIGNED_BYTES = 1 + Long.BYTES + 2 * Long.BYTES + Integer.BYTES;
    private static final int LONGEST_TEXT = 100;

    private final byte[] key = new byte[KEY_BYTES];
    private final long process;

    CursorCodec() {
        SecureRandom random = new SecureRandom();
        random.nextBytes(key);
        this.process = random.nextLong();
    }

    String encode(Cursor cursor) {
        byte[] signed = ByteBuffer.allocate(SIGNED_BYTES)
                .put(VERSION)
                .putLong(process)
                .putLong(cursor.search().getMostSignificantBits())
                .putLong(cursor.search().getLeastSignificantBits())
                .putInt(cursor.position())
                .array();
        byte[] all = ByteBuffer.allocate(SIGNED_BYTES + SEAL_BYTES)
                .put(signed)
                .put(seal(signed))
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(all);
    }

    /**
     * @throws BadCursorException if nobody has written that
     * @throws CursorExpiredException if another process did, or this one before it was started again
     */
    Cursor decode(String text) {
        byte[] all = bytes(text);
        if (all.length != SIGNED_BYTES + SEAL_BYTES || all[0] != VERSION) {
            throw new BadCursorException("that is no cursor: send next_cursor as it came");
        }
        ByteBuffer fields = ByteBuffer.wrap(all, 1, SIGNED_BYTES - 1);
        if (fields.getLong() != process) {
            throw new CursorExpiredException(
                    "the search of this cursor is not kept here: it was begun before a restart, or at another instance");
        }
        byte[] signed = Arrays.copyOf(all, SIGNED_BYTES);
        if (!MessageDigest.isEqual(seal(signed), Arrays.copyOfRange(all, SIGNED_BYTES, all.length))) {
            throw new BadCursorException("the cursor was changed: send next_cursor as it came");
        }
        return new Cursor(new UUID(fields.getLong(), fields.getLong()), fields.getInt());
    }

    private static byte[] bytes(String text) {
        try {
            return text.length() > LONGEST_TEXT
                    ? new byte[0]
                    : Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException _) {
            return new byte[0];
        }
    }

    private byte[] seal(byte[] signed) {
        try {
            Mac mac = Mac.getInstance(MAC);
            mac.init(new SecretKeySpec(key, MAC));
            return Arrays.copyOf(mac.doFinal(signed), SEAL_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + MAC, e);
        }
    }
}
