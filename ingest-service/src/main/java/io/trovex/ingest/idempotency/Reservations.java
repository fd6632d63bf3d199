package io.trovex.ingest.idempotency;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The reservations of all keys, shared by every replica and forgotten after their time to live. Thread-safe. */
public interface Reservations {

    /** @throws ReservationsUnavailableException while the store is away */
    Optional<Reservation> find(IdempotencyKey key);

    /**
     * Puts {@code next} in the place of {@code expected}, atomically.
     *
     * @param expected null for none
     * @return whether {@code expected} was what the store held
     * @throws ReservationsUnavailableException while the store is away
     */
    boolean replace(IdempotencyKey key, @Nullable Reservation expected, Reservation next);
}
