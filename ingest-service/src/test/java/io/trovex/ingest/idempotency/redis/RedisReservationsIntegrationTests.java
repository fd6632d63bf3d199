package io.trovex.ingest.idempotency.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.trovex.ingest.IdempotencyProperties;
import io.trovex.ingest.RedisProcess;
import io.trovex.ingest.idempotency.IdempotencyKey;
import io.trovex.ingest.idempotency.Identity;
import io.trovex.ingest.idempotency.Reservation;
import io.trovex.ingest.idempotency.Reservations;
import io.trovex.ingest.idempotency.ReservationsContract;
import io.trovex.ingest.idempotency.ReservationsUnavailableException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.StringRedisTemplate;

class RedisReservationsIntegrationTests extends ReservationsContract {
    private static final RedisProcess REDIS = new RedisProcess();
    private static final LettuceConnectionFactory CONNECTIONS = connections(REDIS.port());
    private static final IdempotencyProperties PROPERTIES =
            new IdempotencyProperties(Duration.ofHours(1), Duration.ofSeconds(10));

    private final StringRedisTemplate redis = new StringRedisTemplate(CONNECTIONS);

    @AfterAll
    static void stop() {
        CONNECTIONS.destroy();
        REDIS.close();
    }

    @Override
    protected Reservations reservations() {
        return new RedisReservations(redis, PROPERTIES);
    }

    @Test
    void forgetsAKeyAfterItsTimeToLive() {
        assertThat(reservations()
                        .replace(
                                new IdempotencyKey("mortal"),
                                null,
                                new Reservation("f", new Identity("d", 1), "h", Instant.EPOCH, null)))
                .isTrue();

        assertThat(redis.keys("trovex:idempotency:*"))
                .isNotEmpty()
                .allSatisfy(key -> assertThat(redis.getExpire(key)).isBetween(3_500L, 3_600L));
    }

    @Test
    void saysSoWhenRedisIsAway() {
        LettuceConnectionFactory nowhere = connections(RedisProcess.freePort());
        try {
            Reservations away = new RedisReservations(new StringRedisTemplate(nowhere), PROPERTIES);

            assertThatExceptionOfType(ReservationsUnavailableException.class)
                    .isThrownBy(() -> away.find(new IdempotencyKey("k")));
        } finally {
            nowhere.destroy();
        }
    }

    private static LettuceConnectionFactory connections(int port) {
        LettuceConnectionFactory connections = new LettuceConnectionFactory("127.0.0.1", port);
        connections.afterPropertiesSet();
        connections.start();
        return connections;
    }
}
