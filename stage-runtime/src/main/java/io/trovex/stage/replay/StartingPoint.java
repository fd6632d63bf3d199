package io.trovex.stage.replay;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;

/** Where a replay starts in each partition. */
public sealed interface StartingPoint {

    /** The first record that the log still has. */
    record Beginning() implements StartingPoint {}

    /** The same offset in every partition, or the log's first where that is later. */
    record AtOffset(long offset) implements StartingPoint {}

    /** The first record written at that time or later. */
    record AtTime(Instant instant) implements StartingPoint {
        /** Since the epoch, as the log asks for it: never before it, and as far after it as can be counted. */
        public long millis() {
            try {
                return Math.max(0, instant.toEpochMilli());
            } catch (ArithmeticException _) {
                return instant.isBefore(Instant.EPOCH) ? 0 : Long.MAX_VALUE;
            }
        }
    }

    /** Reads {@code beginning}, an offset, or an RFC 3339 timestamp; empty if it is none of them. */
    static Optional<StartingPoint> parse(String text) {
        if (text.equals("beginning")) {
            return Optional.of(new Beginning());
        }
        try {
            return text.matches("[0-9]{1,18}")
                    ? Optional.of(new AtOffset(Long.parseLong(text)))
                    : Optional.of(new AtTime(OffsetDateTime.parse(text).toInstant()));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }
}
