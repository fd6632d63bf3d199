package io.trovex.ingest.deadletter;

import io.trovex.contracts.Origin;
import io.trovex.contracts.Violation;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a dead letter's headers tell.
 *
 * @param stage that gave the record up
 * @param fingerprint equal for failures of one cause
 * @param errorClass the failure's type
 * @param attempts how often the stage ran on it
 * @param redriveCount how often it came back from the dead letters before
 * @param origin the submitted record that led here
 */
public record LetterFacts(
        String stage,
        String fingerprint,
        String errorClass,
        List<Violation> violations,
        int attempts,
        Instant firstFailedAt,
        int redriveCount,
        @Nullable String docId,
        @Nullable Long version,
        @Nullable String traceId,
        @Nullable Origin origin) {

    public LetterFacts {
        violations = List.copyOf(violations);
    }
}
