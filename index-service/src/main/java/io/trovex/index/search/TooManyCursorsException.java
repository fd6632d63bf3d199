package io.trovex.index.search;

/** As many searches are kept as may be. */
public class TooManyCursorsException extends RuntimeException {
    public TooManyCursorsException(String message) {
        super(message);
    }
}
