package io.trovex.index.engine;

/** The engine answers, but not this search: it has more parts than it takes, say. The same again gets the same. */
public class SearchRefusedException extends RuntimeException {
    public SearchRefusedException(String message) {
        super(message);
    }
}
