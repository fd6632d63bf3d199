package io.trovex.standalone.redis;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A Redis that still runs on a directory whose owner is gone, or is just about to end. */
final class LeftOver {

    private LeftOver() {}

    /** Returns when no process of {@code binary} has the id in the file. */
    static void end(Path pidFile, Path binary) throws IOException {
        if (!Files.exists(pidFile)) {
            return;
        }
        String pid = Files.readString(pidFile).strip();
        if (pid.isEmpty() || !pid.chars().allMatch(Character::isDigit)) {
            return;
        }
        Optional<ProcessHandle> redis = ProcessHandle.of(Long.parseLong(pid))
                .filter(process ->
                        process.info().command().map(binary.toString()::equals).orElse(false));
        if (redis.isPresent()) {
            end(redis.get());
        }
    }

    private static void end(ProcessHandle redis) throws IOException {
        redis.destroy();
        try {
            redis.onExit().get(10, TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            redis.destroyForcibly();
            throw new IOException("an earlier redis-server (process " + redis.pid() + ") did not end", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }
}
