package io.trovex.index.search.guard;

import com.sun.net.httpserver.HttpServer;
import io.trovex.contracts.Vector;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.Executors;

/** An embedding service in a process of its own, to be killed: every query has the same vector. */
final class EmbedderProcess implements AutoCloseable {
    private final int port;
    private Process process;

    EmbedderProcess() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        process = launch(port);
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + port);
    }

    void kill() {
        process.destroyForcibly().onExit().join();
    }

    void suspend() throws IOException {
        new ProcessBuilder("kill", "-STOP", String.valueOf(process.pid()))
                .start()
                .onExit()
                .join();
    }

    /** A new one at the same address. */
    void restart() throws IOException {
        kill();
        process = launch(port);
    }

    @Override
    public void close() {
        kill();
    }

    private static Process launch(int port) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        EmbedderProcess.class.getName(),
                        String.valueOf(port))
                .redirectOutput(Redirect.DISCARD)
                .redirectError(Redirect.DISCARD)
                .start();
    }

    public static void main(String[] args) throws IOException {
        byte[] answer = "{\"object\":\"list\",\"data\":[{\"index\":0,\"embedding\":\"%s\"}],\"model\":\"test-model\"}"
                .formatted(Vector.of(new float[] {1, 0, 0, 0}).toBase64())
                .getBytes(StandardCharsets.UTF_8);
        HttpServer server = HttpServer.create(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(args[0])), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/v1/embeddings", exchange -> {
            try (exchange) {
                exchange.getRequestBody().readAllBytes();
                exchange.getResponseHeaders().add("Content-Type", "application/json");
                exchange.sendResponseHeaders(200, answer.length);
                exchange.getResponseBody().write(answer);
            }
        });
        server.start();
    }
}
