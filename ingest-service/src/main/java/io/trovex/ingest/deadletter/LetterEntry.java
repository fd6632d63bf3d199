package io.trovex.ingest.deadletter;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What the view keeps of a letter: some 60 bytes, so that a million fit. */
final class LetterEntry {
    private final LetterShelf shelf;
    private final long offset;
    private final long deadAtMillis;
    private final LetterCause cause;
    private final long document;
    private final int redriveCount;
    private @Nullable Decision decision;

    LetterEntry(LetterShelf shelf, long offset, long deadAtMillis, LetterCause cause, long document, int redriveCount) {
        this.shelf = shelf;
        this.offset = offset;
        this.deadAtMillis = deadAtMillis;
        this.cause = cause;
        this.document = document;
        this.redriveCount = redriveCount;
    }

    String topic() {
        return shelf.topic();
    }

    LetterId id() {
        return new LetterId(shelf.topic(), shelf.partition(), offset);
    }

    long offset() {
        return offset;
    }

    long deadAtMillis() {
        return deadAtMillis;
    }

    LetterCause cause() {
        return cause;
    }

    /** {@link DocumentHash} of its document. */
    long document() {
        return document;
    }

    @Nullable
    Decision decision() {
        return decision;
    }

    void decide(@Nullable Decision newest) {
        this.decision = newest;
    }

    LetterState state(int mostRedrives) {
        if (decision != null) {
            return decision.state();
        }
        return redriveCount >= mostRedrives ? LetterState.QUARANTINED : LetterState.OPEN;
    }

    Standing standing(int mostRedrives) {
        return new Standing(id(), Instant.ofEpochMilli(deadAtMillis), state(mostRedrives), decision);
    }
}
