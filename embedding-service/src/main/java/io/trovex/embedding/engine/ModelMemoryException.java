package io.trovex.embedding.engine;

/** A model finds no room beside those in use; the message says how much they take. */
public class ModelMemoryException extends IllegalStateException {
    ModelMemoryException(String message) {
        super(message);
    }
}
