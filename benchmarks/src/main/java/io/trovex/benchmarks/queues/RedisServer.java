package io.trovex.benchmarks.queues;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.trovex.standalone.LoopbackPorts;
import io.trovex.standalone.redis.EmbeddedRedis;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A redis-server child with an append-only file. */
final class RedisServer implements QueueServer {
    /** When a task that a worker has not acknowledged goes to another. */
    static final Duration CLAIM_AFTER = Duration.ofSeconds(6);

    private final Path directory;
    private final String appendFsync;
    private final int port = LoopbackPorts.free();
    private @Nullable EmbeddedRedis running;

    /** @param appendFsync {@code everysec} or {@code always} */
    RedisServer(Path directory, String appendFsync) {
        this.directory = directory;
        this.appendFsync = appendFsync;
    }

    @Override
    public void start() {
        running = EmbeddedRedis.start(directory, port);
        RedisClient client = RedisClient.create(RedisURI.create("127.0.0.1", port));
        try {
            String _ = client.connect().sync().configSet("appendfsync", appendFsync);
        } finally {
            client.shutdown(Duration.ZERO, Duration.ofSeconds(1));
        }
    }

    @Override
    public void kill() throws IOException {
        long pid =
                Long.parseLong(Files.readString(directory.resolve("redis.pid")).strip());
        ProcessHandle.of(pid).ifPresent(process -> {
            boolean _ = process.destroyForcibly();
            process.onExit().join();
        });
        close();
    }

    @Override
    public TaskQueue connect() {
        return new RedisTaskStream(port, CLAIM_AFTER);
    }

    @Override
    public String address() {
        return "redis:" + port;
    }

    @Override
    public void close() {
        if (running != null) {
            running.close();
            running = null;
        }
    }
}
