package io.trovex.index.opensearch;

import io.trovex.index.engine.IndexUnavailableException;

/** The index that was asked is no more: somebody deleted it, and perhaps another is made in its place. */
final class IndexLostException extends IndexUnavailableException {
    IndexLostException(String message) {
        super(message, null);
    }
}
