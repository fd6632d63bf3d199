package io.trovex.embedding.model.graph;

/** The graph is not one that can be written again; the message says what was met where. */
public class UnknownShapeException extends Exception {
    UnknownShapeException(String message) {
        super(message);
    }
}
