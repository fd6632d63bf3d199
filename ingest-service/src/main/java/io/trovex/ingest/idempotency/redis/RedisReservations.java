package io.trovex.ingest.idempotency.redis;

import io.trovex.ingest.IdempotencyProperties;
import io.trovex.ingest.idempotency.IdempotencyKey;
import io.trovex.ingest.idempotency.Reservation;
import io.trovex.ingest.idempotency.Reservations;
import io.trovex.ingest.idempotency.ReservationsUnavailableException;
import io.trovex.stage.TextFile;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** One string for each key, under the key's hash: a client's text never becomes part of a Redis key. */
@Component
class RedisReservations implements Reservations {
    private static final String PREFIX = "trovex:idempotency:";
    private static final String ABSENT = "";
    private static final RedisScript<Long> REPLACE =
            RedisScript.of(TextFile.beside(RedisReservations.class, "replace.lua"), Long.class);

    private final StringRedisTemplate redis;
    private final IdempotencyProperties properties;
    private final JsonMapper json = JsonMapper.builder().build();

    RedisReservations(StringRedisTemplate redis, IdempotencyProperties properties) {
        this.redis = redis;
        this.properties = properties;
    }

    @Override
    public Optional<Reservation> find(IdempotencyKey key) {
        try {
            return Optional.ofNullable(redis.opsForValue().get(name(key)))
                    .map(held -> json.readValue(held, Reservation.class));
        } catch (DataAccessException e) {
            throw new ReservationsUnavailableException(e);
        }
    }

    @Override
    public boolean replace(IdempotencyKey key, @Nullable Reservation expected, Reservation next) {
        String before = expected == null ? ABSENT : json.writeValueAsString(expected);
        String after = json.writeValueAsString(next);
        String millis = String.valueOf(properties.timeToLive().toMillis());
        try {
            return Long.valueOf(1).equals(redis.execute(REPLACE, List.of(name(key)), before, after, millis));
        } catch (DataAccessException e) {
            throw new ReservationsUnavailableException(e);
        }
    }

    private static String name(IdempotencyKey key) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(key.text().getBytes(StandardCharsets.UTF_8));
            return PREFIX + HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
