package io.trovex.ingest.status;

/** The store of the lives does not answer for now. */
public class StatusUnavailableException extends RuntimeException {
    public StatusUnavailableException(Throwable cause) {
        super("the status store does not answer", cause);
    }
}
