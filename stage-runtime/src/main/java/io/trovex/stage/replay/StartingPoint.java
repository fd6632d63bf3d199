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
    record AtTime(Instant instant) implements StartingPoint {}

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
