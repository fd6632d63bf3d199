package io.trovex.standalone;

import io.trovex.standalone.broker.EmbeddedBroker;
import io.trovex.standalone.redis.EmbeddedRedis;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The broker and the Redis, which start beside the services. Their ports are known before. */
final class BackingServers implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(BackingServers.class);
    private static final Executor OWN_THREAD =
            task -> Thread.ofPlatform().name("trovex-start").start(task);

    private final int brokerPort = LoopbackPorts.free();
    private final int redisPort = LoopbackPorts.free();
    private final DataDirectory data;
    private @Nullable CompletableFuture<EmbeddedBroker> broker;
    private @Nullable CompletableFuture<EmbeddedRedis> redis;

    BackingServers(DataDirectory data) {
        this.data = data;
    }

    /** Returns at once. */
    void start() {
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
            Objects.requireNonNull(redis, "started").join();
            Objects.requireNonNull(broker, "started").join();
        } catch (CompletionException e) {
            throw new StartFailure("a server that Trovex brings along did not start: " + e.getCause(), e);
        }
    }

    /** Waits for a start under way, so that nothing is left behind. */
    @Override
    public void close() {
        if (broker != null && redis != null) {
            CompletableFuture.allOf(closing(broker), closing(redis)).join();
        }
    }

    private static CompletableFuture<?> closing(CompletableFuture<? extends AutoCloseable> server) {
        return server.thenAcceptAsync(BackingServers::close, OWN_THREAD).exceptionally(_ -> null);
    }

    private static void close(AutoCloseable server) {
        try {
            server.close();
        } catch (Exception e) {
            LOG.atWarn().setCause(e).log("a server did not stop in order");
        }
    }

    private static <T> CompletableFuture<T> starting(Supplier<T> start) {
        return CompletableFuture.supplyAsync(start, OWN_THREAD);
    }
}
