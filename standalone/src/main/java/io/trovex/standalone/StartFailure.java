package io.trovex.standalone;

/** The pipeline cannot start; the message says why, to a person. */
public class StartFailure extends RuntimeException {
    StartFailure(String message) {
        super(message);
    }

    StartFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
