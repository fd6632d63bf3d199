package io.trovex.embedding.redis;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import redis.embedded.RedisServer;

/** A real Redis, to be killed and suspended. */
final class RedisUnderTest implements AutoCloseable {
    private final int port;
    private RedisServer server;

    RedisUnderTest() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        server = launch(port);
    }

    int port() {
        return port;
    }

    void kill() {
        ProcessHandle process = process();
        process.destroyForcibly();
        process.onExit().join();
    }

    void restart() throws IOException {
        server = launch(port);
    }

    void suspend() throws IOException {
        signal("-STOP");
    }

    void resume() throws IOException {
        signal("-CONT");
    }

    @Override
    public void close() throws IOException {
        server.stop();
    }

    private static RedisServer launch(int port) throws IOException {
        RedisServer server = RedisServer.newRedisServer()
                .port(port)
                .bind("127.0.0.1")
                .setting("save \"\"")
                .build();
        server.start();
        return server;
    }

    private void signal(String signal) throws IOException {
        new ProcessBuilder("kill", signal, String.valueOf(process().pid()))
                .start()
                .onExit()
                .join();
    }

    private static ProcessHandle process() {
        List<ProcessHandle> servers = ProcessHandle.current()
                .descendants()
                .filter(child -> child.info()
                        .command()
                        .filter(name -> name.contains("redis"))
                        .isPresent())
                .toList();
        return servers.getLast();
    }
}
