package io.trovex.ingest.deadletter;

import io.trovex.contracts.DeadLetterDecided;
import java.util.concurrent.CompletableFuture;

/** Where letters go back into the log, and decisions into its control topic. Thread-safe. */
public interface LetterOutbox {

    /**
     * Puts the record back into its topic: key, value and own headers as they were.
     *
     * @param redriveCount this time included
     * @return completes when the log has it
     */
    CompletableFuture<?> publish(DeadLetter letter, int redriveCount);

    /** Completes when the log has it. */
    CompletableFuture<?> decide(DeadLetterDecided decision);
}
