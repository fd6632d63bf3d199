package io.trovex.benchmarks.chaos;

import io.trovex.standalone.redis.EmbeddedRedis;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A Redis that can be killed and started again on the same port and file. */
final class BreakableRedis implements AutoCloseable {
    private final Path directory;
    private final int port;
    private @Nullable EmbeddedRedis running;

    BreakableRedis(Path directory, int port) {
        this.directory = directory;
        this.port = port;
    }

    void start() {
        running = EmbeddedRedis.start(directory, port);
    }

    void kill() throws IOException {
        long pid =
                Long.parseLong(Files.readString(directory.resolve("redis.pid")).strip());
        ProcessHandle.of(pid).ifPresent(process -> {
            process.destroyForcibly();
            process.onExit().join();
        });
        close();
    }

    @Override
    public void close() {
        if (running != null) {
            running.close();
            running = null;
        }
    }
}
