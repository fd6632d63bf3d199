package io.trovex.index.opensearch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ClusterTests {
    private final List<List<String>> authorizations = new CopyOnWriteArrayList<>();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            authorizations.add(exchange.getRequestHeaders().getOrDefault("Authorization", List.of()));
            byte[] answer = "{}".getBytes(UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void theLoginGoesWithEveryRequest() {
        ask(new Login("shop", "sécret"));
        ask(null);

        assertThat(authorizations).containsExactly(List.of("Basic c2hvcDpzw6ljcmV0"), List.of());
    }

    @Test
    void thePasswordDoesNotShow() {
        assertThat(new Login("shop", "secret")).hasToString("Login[username=shop]");
    }

    private void ask(@Nullable Login login) {
        URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        OpenSearchSettings settings =
                new OpenSearchSettings(url, login, "test", 1, 0, VectorLibrary.LUCENE, Duration.ofSeconds(5), 0);
        try (Cluster cluster = new Cluster(settings)) {
            assertThat(cluster.ask("GET", "/").isFound()).isTrue();
        }
    }
}
