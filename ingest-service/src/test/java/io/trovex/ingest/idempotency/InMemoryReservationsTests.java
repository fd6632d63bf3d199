package io.trovex.ingest.idempotency;

import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

class InMemoryReservationsTests extends ReservationsContract {
    private final ConcurrentMap<IdempotencyKey, Reservation> held = new ConcurrentHashMap<>();

    @Override
    protected Reservations reservations() {
        return new Reservations() {
            @Override
            public Optional<Reservation> find(IdempotencyKey key) {
                return Optional.ofNullable(held.get(key));
            }

            @Override
            public boolean replace(IdempotencyKey key, @Nullable Reservation expected, Reservation next) {
                return expected == null ? held.putIfAbsent(key, next) == null : held.replace(key, expected, next);
            }
        };
    }
}
