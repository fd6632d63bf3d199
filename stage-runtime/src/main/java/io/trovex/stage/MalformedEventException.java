package io.trovex.stage;

/** The record is not the event its topic promises, and never will be. */
public class MalformedEventException extends DataFaultException {
    private static final String CODE = "malformed_record";

    MalformedEventException(String message) {
        super(CODE, message);
    }

    MalformedEventException(String message, Throwable cause) {
        super(CODE, message, cause);
    }
}
