package io.trovex.ingest.deadletter;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A dead letter with everything that lies in the log. */
public final class DeadLetter {
    private final LetterId id;
    private final Instant deadAt;
    private final LetterFacts facts;
    private final byte @Nullable [] key;
    private final byte @Nullable [] value;
    private final List<LetterHeader> headers;

    /** @param deadAt when it was written */
    public DeadLetter(
            LetterId id,
            Instant deadAt,
            LetterFacts facts,
            byte @Nullable [] key,
            byte @Nullable [] value,
            List<LetterHeader> headers) {
        this.id = id;
        this.deadAt = deadAt;
        this.facts = facts;
        this.key = key;
        this.value = value;
        this.headers = List.copyOf(headers);
    }

    public LetterId id() {
        return id;
    }

    public Instant deadAt() {
        return deadAt;
    }

    public LetterFacts facts() {
        return facts;
    }

    /** The record's own, byte for byte. */
    public byte @Nullable [] key() {
        return key;
    }

    /** The record's own, byte for byte. */
    public byte @Nullable [] value() {
        return value;
    }

    /** The record's own and those of the failure. */
    public List<LetterHeader> headers() {
        return headers;
    }
}
