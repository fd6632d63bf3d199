package io.trovex.ingest.upload;

/** The queue does not answer for now. */
public class QueueUnavailableException extends RuntimeException {
    public QueueUnavailableException(Throwable cause) {
        super("the upload queue does not answer", cause);
    }
}
