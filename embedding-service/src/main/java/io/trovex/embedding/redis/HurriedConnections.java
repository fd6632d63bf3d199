package io.trovex.embedding.redis;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.ClientOptions.DisconnectedBehavior;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.cluster.ClusterClientOptions;
import java.time.Duration;
import org.springframework.data.redis.connection.RedisClusterConfiguration;
import org.springframework.data.redis.connection.RedisSentinelConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceClientConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/** Connections to the process's Redis that answer or fail soon, where the rest of the process waits with patience. */
final class HurriedConnections {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(1);

    private HurriedConnections() {}

    /** The caller's to destroy. */
    static LettuceConnectionFactory like(LettuceConnectionFactory process, Duration timeout) {
        LettuceConnectionFactory hurried =
                factory(process, client(process.getClientConfiguration(), process.isClusterAware(), timeout));
        hurried.afterPropertiesSet();
        hurried.start();
        return hurried;
    }

    private static LettuceConnectionFactory factory(
            LettuceConnectionFactory process, LettuceClientConfiguration client) {
        RedisClusterConfiguration cluster = process.getClusterConfiguration();
        if (cluster != null) {
            return new LettuceConnectionFactory(cluster, client);
        }
        RedisSentinelConfiguration sentinel = process.getSentinelConfiguration();
        return sentinel != null
                ? new LettuceConnectionFactory(sentinel, client)
                : new LettuceConnectionFactory(process.getStandaloneConfiguration(), client);
    }

    private static LettuceClientConfiguration client(
            LettuceClientConfiguration process, boolean cluster, Duration timeout) {
        ClientOptions.Builder options = cluster ? ClusterClientOptions.builder() : ClientOptions.builder();
        LettuceClientConfiguration.LettuceClientConfigurationBuilder client = LettuceClientConfiguration.builder()
                .commandTimeout(timeout)
                .clientOptions(options.disconnectedBehavior(DisconnectedBehavior.REJECT_COMMANDS)
                        .socketOptions(SocketOptions.builder()
                                .connectTimeout(CONNECT_TIMEOUT)
                                .build())
                        .timeoutOptions(TimeoutOptions.enabled(timeout))
                        .build());
        process.getClientResources().ifPresent(client::clientResources);
        if (process.isUseSsl()) {
            client.useSsl();
        }
        return client.build();
    }
}
