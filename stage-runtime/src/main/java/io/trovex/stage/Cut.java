package io.trovex.stage;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Shortens text to a number of bytes of UTF-8, between characters, and marks that it did. */
final class Cut {
    private static final String MARK = "…";
    private static final int MARK_BYTES = MARK.getBytes(StandardCharsets.UTF_8).length;

    private Cut() {}

    static String to(String text, int mostBytes) {
        return new String(toBytes(text, mostBytes), StandardCharsets.UTF_8);
    }

    /** @param mostBytes at least as many as the mark has, three */
    static byte[] toBytes(String text, int mostBytes) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length <= mostBytes) {
            return bytes;
        }
        int end = mostBytes - MARK_BYTES;
        while (end > 0 && isContinuation(bytes[end])) {
            end--;
        }
        byte[] cut = Arrays.copyOf(bytes, end + MARK_BYTES);
        System.arraycopy(MARK.getBytes(StandardCharsets.UTF_8), 0, cut, end, MARK_BYTES);
        return cut;
    }

    private static boolean isContinuation(byte b) {
        return (b & 0xC0) == 0x80;
    }
}
