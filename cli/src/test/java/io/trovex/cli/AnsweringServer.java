package io.trovex.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/** Answers whatever is asked below a path with 200 and what a test says. */
final class AnsweringServer implements AutoCloseable {

    @FunctionalInterface
    interface Answer {
        String to(HttpExchange exchange) throws IOException;
    }

    private final HttpServer server;

    private AnsweringServer(HttpServer server) {
        this.server = server;
    }

    static AnsweringServer start() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.start();
        return new AnsweringServer(server);
    }

    AnsweringServer at(String path, Answer answer) {
        server.createContext(path, exchange -> {
            byte[] body = answer.to(exchange).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        return this;
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
