package io.trovex.standalone.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedRedisIntegrationTests {
    @TempDir
    Path directory;

    @Test
    void remembersAcrossRestarts() throws Exception {
        try (EmbeddedRedis redis = EmbeddedRedis.start(directory, freePort())) {
            assertThat(ask(redis.port(), "SET colour green")).isEqualTo("+OK");
        }

        try (EmbeddedRedis redis = EmbeddedRedis.start(directory, freePort())) {
            assertThat(ask(redis.port(), "EXISTS colour")).isEqualTo(":1");
        }
    }

    @Test
    void leavesNoProcessBehindWhenClosed() throws Exception {
        EmbeddedRedis redis = EmbeddedRedis.start(directory, freePort());
        ProcessHandle server = server();

        redis.close();

        assertThat(server.isAlive()).isFalse();
    }

    @Test
    void replacesTheServerThatACrashLeft() throws Exception {
        EmbeddedRedis.start(directory, freePort());
        ProcessHandle orphan = server();
        watchdogOf(orphan).destroyForcibly();
        await().until(() -> orphan.parent().map(parent -> parent.pid() == 1).orElse(true));
        assertThat(orphan.isAlive()).isTrue();

        try (EmbeddedRedis redis = EmbeddedRedis.start(directory, freePort())) {
            assertThat(orphan.isAlive()).isFalse();
            assertThat(ask(redis.port(), "PING")).isEqualTo("+PONG");
        }
    }

    private ProcessHandle server() throws IOException {
        long pid =
                Long.parseLong(Files.readString(directory.resolve("redis.pid")).strip());
        return ProcessHandle.of(pid).orElseThrow();
    }

    private static ProcessHandle watchdogOf(ProcessHandle server) {
        return server.parent().orElseThrow();
    }

    private static String ask(int port, String command) throws IOException {
        try (Socket socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), port);
                BufferedReader answer =
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
            socket.setSoTimeout((int) Duration.ofSeconds(5).toMillis());
            socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.UTF_8));
            return answer.readLine();
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            return socket.getLocalPort();
        }
    }
}
