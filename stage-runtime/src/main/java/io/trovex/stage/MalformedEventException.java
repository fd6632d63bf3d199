package io.trovex.stage;

/** The record is not the event its topic promises, and never will be. */
public class MalformedEventException extends RuntimeException {
    MalformedEventException(String message) {
        super(message);
    }

    MalformedEventException(String message, Throwable cause) {
        super(message, cause);
    }
}
