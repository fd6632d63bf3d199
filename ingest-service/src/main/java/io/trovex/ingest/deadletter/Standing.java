package io.trovex.ingest.deadletter;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A letter's place and state, without what lies in the log.
 *
 * @param deadAt when it was written
 */
public record Standing(
        LetterId id,
        Instant deadAt,
        LetterState state,
        @Nullable Decision decision) {}
