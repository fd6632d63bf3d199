package io.trovex.ingest.deadletter;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** One header of a dead letter, its bytes as they lie there. */
public final class LetterHeader {
    private final String name;
    private final byte @Nullable [] value;

    public LetterHeader(String name, byte @Nullable [] value) {
        this.name = name;
        this.value = value;
    }

    public String name() {
        return name;
    }

    public byte @Nullable [] value() {
        return value;
    }

    /** The bytes as UTF-8. */
    public String text() {
        return value == null ? "" : new String(value, StandardCharsets.UTF_8);
    }
}
