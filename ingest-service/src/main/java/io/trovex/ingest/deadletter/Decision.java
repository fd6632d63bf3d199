package io.trovex.ingest.deadletter;

import io.trovex.contracts.LetterDecision;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The newest decision on a letter. */
public record Decision(
        LetterDecision decision, Instant at, @Nullable String reason) {

    LetterState state() {
        return switch (decision) {
            case REDRIVEN -> LetterState.REDRIVEN;
            case DISCARDED -> LetterState.DISCARDED;
            case SUPERSEDED -> LetterState.SUPERSEDED;
        };
    }
}
