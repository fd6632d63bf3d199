package io.trovex.ingest.objects;

import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * Finds in any bytes what looks like the address of an object: 64 lower-case hex digits on their own. Nothing is parsed, so
 * a reference is found in broken JSON too, and in events of any kind and version; whatever is found keeps its object.
 */
public final class AddressScan {
    private static final int LENGTH = 64;

    private AddressScan() {}

    public static void scan(byte[] bytes, Consumer<String> each) {
        int start = 0;
        for (int i = 0; i <= bytes.length; i++) {
            if (i < bytes.length && isHexDigit(bytes[i])) {
                continue;
            }
            if (i - start == LENGTH) {
                each.accept(new String(bytes, start, LENGTH, StandardCharsets.US_ASCII));
            }
            start = i + 1;
        }
    }

    private static boolean isHexDigit(byte b) {
        return (b >= '0' && b <= '9') || (b >= 'a' && b <= 'f');
    }
}
