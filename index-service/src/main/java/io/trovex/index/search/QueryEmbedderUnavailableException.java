package io.trovex.index.search;

import org.jspecify.annotations.Nullable;

/** The embedder is away, too slow, or speaks for another model. */
public class QueryEmbedderUnavailableException extends RuntimeException {
    public QueryEmbedderUnavailableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
