package io.trovex.index.search;

/** The search of the cursor is no longer kept: it begins anew. */
public class CursorExpiredException extends RuntimeException {
    public CursorExpiredException(String message) {
        super(message);
    }
}
