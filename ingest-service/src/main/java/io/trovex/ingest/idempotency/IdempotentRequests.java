package io.trovex.ingest.idempotency;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Lets one attempt of a key through at a time. An attempt that ends without an answer (a crash, an outage) leaves the
 * document id and version that it had, so the next one repeats it instead of adding to it. Thread-safe.
 */
public final class IdempotentRequests {
    private final Reservations reservations;
    private final InstantSource clock;

    public IdempotentRequests(Reservations reservations, InstantSource clock) {
        this.reservations = reservations;
        this.clock = clock;
    }

    /**
     * @param fingerprint of the body
     * @param lease after which the attempt counts as dead; longer than the longest attempt
     * @throws ReservationsUnavailableException while the store is away
     */
    public Claim claim(IdempotencyKey key, String fingerprint, Supplier<Identity> identity, Duration lease) {
        String holder = UUID.randomUUID().toString();
        while (true) {
            Instant now = clock.instant();
            Optional<Reservation> held = reservations.find(key);
            if (held.isPresent()) {
                Reservation first = held.get();
                if (!first.fingerprint().equals(fingerprint)) {
                    return new Claim.Reused();
                }
                if (first.answer() != null) {
                    return new Claim.Answered(first.answer());
                }
                if (first.isHeldAt(now)) {
                    return new Claim.UnderWay();
                }
            }
            Reservation mine = held.map(first -> first.takenBy(holder, now.plus(lease)))
                    .orElseGet(() -> new Reservation(fingerprint, identity.get(), holder, now.plus(lease), null));
            if (reservations.replace(key, held.orElse(null), mine)) {
                return new Claim.Granted(mine);
            }
        }
    }

    /** Keeps the answer for every repetition; without effect for an attempt that lost its lease. */
    public void answered(IdempotencyKey key, Reservation mine, Answer answer) {
        boolean _ = reservations.replace(key, mine, mine.answered(answer));
    }

    /** The attempt failed: the next one need not wait for the lease. */
    public void release(IdempotencyKey key, Reservation mine) {
        boolean _ = reservations.replace(key, mine, mine.released());
    }
}
