package io.trovex.ingest.status.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.trovex.ingest.RedisProcess;
import io.trovex.ingest.status.DocumentLife;
import io.trovex.ingest.status.DocumentLives;
import io.trovex.ingest.status.InMemoryDocumentLives;
import io.trovex.ingest.status.Status;
import io.trovex.ingest.status.Waiter;
import io.trovex.ingest.status.Waiters;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.StringRedisTemplate;

/** Word of settled versions across a real Redis, which may be away. */
class SettledSubscriptionIntegrationTests {
    private final int port = RedisProcess.freePort();
    private final LettuceConnectionFactory connections = connections(port);
    private final DocumentLives replica = new RedisDocumentLives(new StringRedisTemplate(connections));
    private final Waiters waiters = new Waiters(new InMemoryDocumentLives());
    private final SettledSubscription subscription = new SettledSubscription(connections, waiters);

    static LettuceConnectionFactory connections(int port) {
        LettuceConnectionFactory connections = new LettuceConnectionFactory("127.0.0.1", port);
        connections.afterPropertiesSet();
        connections.start();
        return connections;
    }

    @AfterEach
    void stop() throws Exception {
        subscription.stop();
        connections.destroy();
    }

    @Test
    void aReplicaHearsOfWhatAnotherProjected() throws Exception {
        try (RedisProcess _ = new RedisProcess(port)) {
            subscription.start();
            await().untilAsserted(this::hears);
        }
    }

    @Test
    void startsWithoutRedisAndListensOnceItIsThere() throws Exception {
        subscription.start();
        try (RedisProcess _ = new RedisProcess(port)) {
            await().atMost(Duration.ofSeconds(15)).untilAsserted(this::hears);
        }
    }

    @Test
    void listensAgainAfterAnOutage() throws Exception {
        try (RedisProcess _ = new RedisProcess(port)) {
            subscription.start();
            await().untilAsserted(this::hears);
        }
        try (RedisProcess _ = new RedisProcess(port)) {
            await().atMost(Duration.ofSeconds(15)).ignoreExceptions().untilAsserted(this::hears);
        }
    }

    private void hears() throws InterruptedException {
        try (Waiter waiter = waiters.expect("d", 1)) {
            waiter.sent(0);
            replica.merge(List.of(DocumentLife.reached("d", 1, 0, Map.of(Status.INDEXED, Instant.EPOCH), null)));
            assertThat(waiter.await(Instant.now().plusMillis(500))).isPresent();
        }
    }
}
