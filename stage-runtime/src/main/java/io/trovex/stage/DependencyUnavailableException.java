package io.trovex.stage;

/** Something a stage needs is away for now; the same record may pass later. */
public class DependencyUnavailableException extends RuntimeException {
    public DependencyUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
