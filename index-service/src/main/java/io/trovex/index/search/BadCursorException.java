package io.trovex.index.search;

/** The cursor is none that was given out, or not one of this search. */
public class BadCursorException extends RuntimeException {
    public BadCursorException(String message) {
        super(message);
    }
}
