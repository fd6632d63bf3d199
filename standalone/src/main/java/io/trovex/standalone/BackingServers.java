package io.trovex.standalone;

import io.trovex.standalone.broker.EmbeddedBroker;
import io.trovex.standalone.redis.EmbeddedRedis;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/** The broker and the Redis, which start while the services load. Their ports are known from the first moment. */
final class BackingServers implements AutoCloseable {
    private static final Executor OWN_THREAD =
            task -> Thread.ofPlatform().name("trovex-start").start(task);

    private final int brokerPort = LoopbackPorts.free();
    private final int redisPort = LoopbackPorts.free();
    private final CompletableFuture<EmbeddedBroker> broker;
    private final CompletableFuture<EmbeddedRedis> redis;

    BackingServers(DataDirectory data) {
        broker = starting(() -> EmbeddedBroker.start(data.resolve("kafka"), brokerPort, LoopbackPorts.free()));
        redis = starting(() -> EmbeddedRedis.start(data.resolve("redis"), redisPort));
    }

    String bootstrapServers() {
        return "127.0.0.1:" + brokerPort;
    }

    int redisPort() {
        return redisPort;
    }

    /** Returns when both take requests. */
    void await() {
        try {
            redis.join();
            broker.join();
        } catch (CompletionException e) {
            throw new StartFailure("a server that Trovex brings along did not start: " + e.getCause(), e);
        }
    }

    /** Waits for a start under way, so that nothing is left behind. */
    @Override
    public void close() {
        CompletableFuture.allOf(
                        broker.thenAcceptAsync(EmbeddedBroker::close, OWN_THREAD)
                                .exceptionally(_ -> null),
                        redis.thenAcceptAsync(EmbeddedRedis::close, OWN_THREAD).exceptionally(_ -> null))
                .join();
    }

    private static <T> CompletableFuture<T> starting(Supplier<T> start) {
        return CompletableFuture.supplyAsync(start, OWN_THREAD);
    }
}
