package io.trovex.embedding.model;

/** A text has more tokens than the model takes; nothing is ever cut off silently. */
public class TextTooLongException extends IllegalArgumentException {
    private final int tokens;
    private final int limit;

    TextTooLongException(int tokens, int limit) {
        super("the text has " + tokens + " tokens, the model takes " + limit);
        this.tokens = tokens;
        this.limit = limit;
    }

    public int tokens() {
        return tokens;
    }

    public int limit() {
        return limit;
    }
}
