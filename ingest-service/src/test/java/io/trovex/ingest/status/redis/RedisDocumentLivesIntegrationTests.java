package io.trovex.ingest.status.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.trovex.contracts.Violation;
import io.trovex.ingest.RedisProcess;
import io.trovex.ingest.status.DocumentLife;
import io.trovex.ingest.status.DocumentLives;
import io.trovex.ingest.status.DocumentLivesContract;
import io.trovex.ingest.status.Failure;
import io.trovex.ingest.status.Status;
import io.trovex.ingest.status.StatusUnavailableException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.StringRedisTemplate;

class RedisDocumentLivesIntegrationTests extends DocumentLivesContract {
    private static final RedisProcess REDIS = new RedisProcess();
    private static final LettuceConnectionFactory CONNECTIONS =
            SettledSubscriptionIntegrationTests.connections(REDIS.port());

    private final DocumentLives lives = new RedisDocumentLives(new StringRedisTemplate(CONNECTIONS));

    @BeforeAll
    static void connect() {
        CONNECTIONS.getConnection().close();
    }

    @AfterAll
    static void stop() {
        CONNECTIONS.destroy();
        REDIS.close();
    }

    @Override
    protected DocumentLives lives() {
        return lives;
    }

    @Test
    void keepsEverythingOfAFailure() {
        Failure failure = new Failure(
                "validation", List.of(new Violation("content", "too_long", "\"ü\"\n")), Instant.EPOCH.plusNanos(1));
        DocumentLife life = DocumentLife.failed("failed", 7, 3, Status.REJECTED, failure, "trace");
        lives.merge(List.of(life));

        assertThat(lives.find("failed")).hasValue(life);
    }

    @Test
    void saysSoWhenRedisIsAway() {
        LettuceConnectionFactory nowhere = SettledSubscriptionIntegrationTests.connections(RedisProcess.freePort());
        try {
            DocumentLives away = new RedisDocumentLives(new StringRedisTemplate(nowhere));

            assertThatExceptionOfType(StatusUnavailableException.class).isThrownBy(() -> away.find("d"));
        } finally {
            nowhere.destroy();
        }
    }
}
