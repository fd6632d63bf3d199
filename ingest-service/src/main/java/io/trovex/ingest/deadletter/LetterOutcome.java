package io.trovex.ingest.deadletter;

import io.trovex.contracts.Violation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of one letter.
 *
 * @param violations why it would fail
 * @param reason why nobody can tell
 */
public record LetterOutcome(
        LetterId id,
        @Nullable String docId,
        Fate fate,
        List<Violation> violations,
        @Nullable String reason) {

    static LetterOutcome of(LetterId id, Fate fate) {
        return new LetterOutcome(id, null, fate, List.of(), null);
    }

    static LetterOutcome of(DeadLetter letter, Fate fate) {
        return new LetterOutcome(letter.id(), letter.facts().docId(), fate, List.of(), null);
    }

    static LetterOutcome of(DeadLetter letter, Verdict verdict) {
        String docId = letter.facts().docId();
        return switch (verdict) {
            case Verdict.Passes() -> of(letter, Fate.WOULD_PASS);
            case Verdict.Fails(List<Violation> violations) ->
                new LetterOutcome(letter.id(), docId, Fate.WOULD_FAIL, violations, null);
            case Verdict.Unknown(String reason) ->
                new LetterOutcome(letter.id(), docId, Fate.UNKNOWN, List.of(), reason);
        };
    }
}
