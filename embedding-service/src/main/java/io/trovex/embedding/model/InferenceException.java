package io.trovex.embedding.model;

/**
 * A model made no vector of a text, or one that is none. Whether the text or the model is to blame, its golden sentences
 * tell.
 */
public class InferenceException extends RuntimeException {
    public InferenceException(String message) {
        super(message);
    }

    InferenceException(String message, Throwable cause) {
        super(message, cause);
    }
}
