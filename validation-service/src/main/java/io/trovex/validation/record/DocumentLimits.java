package io.trovex.validation.record;

import java.time.Duration;
import java.time.Instant;

/**
 * How large, how old and how new a document may be. Lengths are in characters (UTF-16 code units).
 *
 * @param maxMetadataBytes keys and values together, text as UTF-8, a number as 8 bytes, a boolean as 1
 * @param maxAhead how far in the future a timestamp may lie
 * @param earliestTimestamp anything older is taken for a mistake
 */
public record DocumentLimits(
        int maxBodyLength,
        int maxTitleLength,
        int maxMetadataEntries,
        int maxMetadataBytes,
        Duration maxAhead,
        Instant earliestTimestamp) {

    /** What holds where nothing is configured. */
    public static final DocumentLimits DEFAULT = new DocumentLimits(
            1_000_000, 1_000, 64, 16 * 1024, Duration.ofDays(1), Instant.parse("1000-01-01T00:00:00Z"));
}
