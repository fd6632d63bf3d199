package io.trovex.ingest.deadletter;

import org.jspecify.annotations.Nullable;

/** The log does not give letters, or does not take decisions, for now. */
public class LetterLogUnavailableException extends RuntimeException {
    public LetterLogUnavailableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
