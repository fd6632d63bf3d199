package io.trovex.index.search;

import org.jspecify.annotations.Nullable;

/** The embedder is away, too slow, too busy, or speaks for another model. */
public class QueryEmbedderUnavailableException extends RuntimeException {
    private final DegradedReason reason;

    public QueryEmbedderUnavailableException(DegradedReason reason, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    public DegradedReason reason() {
        return reason;
    }
}
