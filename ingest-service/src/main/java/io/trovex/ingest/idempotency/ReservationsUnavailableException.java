package io.trovex.ingest.idempotency;

/** The store of the reservations does not answer for now. */
public class ReservationsUnavailableException extends RuntimeException {
    public ReservationsUnavailableException(Throwable cause) {
        super("the store of the idempotency keys does not answer", cause);
    }
}
