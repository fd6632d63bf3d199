package io.trovex.standalone.redis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A Redis on loopback, its data in an append-only file. A shell stands between it and the JVM: when the JVM goes, however
 * it goes, the shell's input ends and it takes Redis along.
 */
public final class EmbeddedRedis implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    /** Time for the shell to have started Redis. */
    private static final Duration LAUNCH = Duration.ofSeconds(2);

    private static final String PID_FILE = "redis.pid";
    private static final String WATCHDOG = """
            "$@" &
            redis=$!
            trap '' INT HUP TERM
            cat >/dev/null
            kill "$redis" 2>/dev/null
            wait "$redis"
            """;

    private final int port;
    private final Process watchdog;

    private EmbeddedRedis(int port, Process watchdog) {
        this.port = port;
        this.watchdog = watchdog;
    }

    /** Ends a Redis that a crash left on the same directory, and returns when the new one answers. */
    public static EmbeddedRedis start(Path directory, int port) {
        try {
            Files.createDirectories(directory);
            Path binary = RedisBinary.unpack(directory.toRealPath());
            LeftOver.end(directory.resolve(PID_FILE), binary);
            EmbeddedRedis redis = new EmbeddedRedis(port, launch(command(binary, directory.toRealPath(), port)));
            redis.awaitAnswer(directory, binary);
            return redis;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start Redis in " + directory, e);
        }
    }

    public int port() {
        return port;
    }

    @Override
    public void close() {
        try {
            watchdog.getOutputStream().close();
            if (!watchdog.waitFor(5, TimeUnit.SECONDS)) {
                watchdog.descendants().forEach(ProcessHandle::destroyForcibly);
                watchdog.destroyForcibly();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static List<String> command(Path binary, Path directory, int port) {
        return List.of(
                binary.toString(),
                "--port",
                String.valueOf(port),
                "--bind",
                "127.0.0.1",
                "--dir",
                directory.toString(),
                "--pidfile",
                directory.resolve(PID_FILE).toString(),
                "--logfile",
                directory.resolve("redis.log").toString(),
                "--loglevel",
                "warning",
                "--save",
                "",
                "--appendonly",
                "yes",
                "--appendfsync",
                "everysec");
    }

    /** In a session of its own where possible, so that a Ctrl-C reaches the JVM alone and Redis leaves last. */
    private static Process launch(List<String> redis) throws IOException {
        List<String> command = new ArrayList<>();
        if (Files.isExecutable(Path.of("/usr/bin/setsid"))) {
            command.add("/usr/bin/setsid");
        }
        command.addAll(List.of("/bin/sh", "-c", WATCHDOG, "redis"));
        command.addAll(redis);
        return new ProcessBuilder(command)
                .redirectOutput(Redirect.DISCARD)
                .redirectError(Redirect.DISCARD)
                .start();
    }

    private void awaitAnswer(Path directory, Path binary) throws IOException {
        long start = System.nanoTime();
        while (!answers()) {
            long waited = System.nanoTime() - start;
            if (waited > PATIENCE.toNanos() || (waited > LAUNCH.toNanos() && !runs(binary))) {
                close();
                throw new IOException("redis-server does not answer; see " + directory.resolve("redis.log"));
            }
            pause();
        }
    }

    private boolean runs(Path binary) {
        return watchdog.children()
                .anyMatch(child ->
                        child.info().command().map(binary.toString()::equals).orElse(false));
    }

    /** Not while it still loads its file. */
    private boolean answers() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port), 1_000);
            socket.setSoTimeout(1_000);
            socket.getOutputStream().write("PING\r\n".getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readNBytes(5), StandardCharsets.US_ASCII).equals("+PONG");
        } catch (IOException _) {
            return false;
        }
    }

    private static void pause() {
        try {
            Thread.sleep(10);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while Redis starts", e);
        }
    }
}
