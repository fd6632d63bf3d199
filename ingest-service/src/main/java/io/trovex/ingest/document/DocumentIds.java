package io.trovex.ingest.document;

import io.trovex.contracts.Violation;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;

/** Document ids: made for those who bring none, checked for those who do. Thread-safe if its sources are. */
public final class DocumentIds {
    /** Longest id, in UTF-16 code units. */
    public static final int LONGEST = 512;

    private final InstantSource clock;
    private final RandomGenerator random;

    public DocumentIds(InstantSource clock, RandomGenerator random) {
        this.clock = clock;
        this.random = random;
    }

    /** A version 7 UUID (RFC 9562): ids sort by the millisecond they were made in. */
    public String next() {
        long high = clock.millis() << 16 | 0x7000 | random.nextInt(1 << 12);
        long low = random.nextLong() >>> 2 | 1L << 63;
        return new UUID(high, low).toString();
    }

    /** What speaks against {@code id}, if anything does: it is any visible text of at most 512 characters. */
    public static Optional<Violation> refusal(String id) {
        if (id.isBlank()) {
            return Optional.of(new Violation("doc_id", "blank", "doc_id must not be blank"));
        }
        if (id.length() > LONGEST) {
            return Optional.of(new Violation(
                    "doc_id",
                    "too_long",
                    "doc_id must have at most %d characters, got %d".formatted(LONGEST, id.length())));
        }
        if (id.chars().anyMatch(Character::isISOControl)
                || !StandardCharsets.UTF_8.newEncoder().canEncode(id)) {
            return Optional.of(new Violation(
                    "doc_id", "malformed", "doc_id must not contain control characters or halves of surrogate pairs"));
        }
        return Optional.empty();
    }
}
