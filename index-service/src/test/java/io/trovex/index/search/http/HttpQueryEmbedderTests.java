package io.trovex.index.search.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.micrometer.observation.ObservationRegistry;
import io.trovex.contracts.Generation;
import io.trovex.contracts.Vector;
import io.trovex.index.search.DegradedReason;
import io.trovex.index.search.QueryEmbedderUnavailableException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpQueryEmbedderTests {
    private static final Generation GENERATION = new Generation("g1", "test-model", 3);
    private static final Duration TIMEOUT = Duration.ofMillis(300);

    private final CountDownLatch answerSlowly = new CountDownLatch(1);
    private final List<String> requests = new ArrayList<>();
    private HttpServer service;
    private String answer = answer("test-model", new float[] {1, 0, 0});
    private Optional<String> version = Optional.empty();
    private int status = 200;
    private boolean slow;

    @BeforeEach
    void start() throws IOException {
        service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        service.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        service.createContext("/v1/embeddings", this::handle);
        service.start();
    }

    @AfterEach
    void stop() {
        answerSlowly.countDown();
        service.stop(0);
    }

    @Test
    void asksForAQueryVectorOfTheGenerationsModel() {
        assertThat(embedder().embed("what is\na \"vector\"?")).containsExactly(1, 0, 0);

        assertThat(requests)
                .containsExactly("{\"input\":\"what is\\na \\\"vector\\\"?\",\"model\":\"test-model\","
                        + "\"input_type\":\"query\",\"encoding_format\":\"base64\",\"truncate\":true}");
    }

    @Test
    void anotherModelsVectorIsNoVector() {
        answer = answer("other-model", new float[] {1, 0, 0});
        assertUnavailable(embedder(), DegradedReason.EMBEDDER_MISMATCH, "other-model, not test-model");

        answer = answer("test-model", new float[] {1, 0});
        assertUnavailable(embedder(), DegradedReason.EMBEDDER_MISMATCH, "serves test-model");
    }

    @Test
    void theVectorOfAnotherVersionOfTheModelIsNoVector() {
        version = Optional.of("1+a0");
        assertUnavailable(embedder(), DegradedReason.EMBEDDER_MISMATCH, "serves test-model, not test-model 1+a0");

        String plain = answer;
        answer = plain.replaceFirst("\\{", "{\"model_version\":\"1+b1\",");
        assertUnavailable(embedder(), DegradedReason.EMBEDDER_MISMATCH, "test-model 1+b1, not test-model 1+a0");

        answer = plain.replaceFirst("\\{", "{\"model_version\":\"1+a0\",");
        assertThat(embedder().embed("q")).containsExactly(1, 0, 0);
    }

    @Test
    void anErrorAndNonsenseAreUnavailability() {
        status = 503;
        assertUnavailable(embedder(), DegradedReason.EMBEDDER_UNAVAILABLE, "does not answer");

        status = 200;
        answer = "{\"data\":[{\"embedding\":\"%%%\"}]}";
        assertUnavailable(embedder(), DegradedReason.EMBEDDER_UNAVAILABLE, "does not answer");
        answer = "{}";
        assertUnavailable(embedder(), DegradedReason.EMBEDDER_UNAVAILABLE, "no vector");
    }

    @Test
    void aServiceThatIsTooSlowIsNotWaitedFor() {
        slow = true;
        long start = System.nanoTime();

        assertUnavailable(embedder(), DegradedReason.EMBEDDER_TIMEOUT, "too long");

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(TIMEOUT, Duration.ofSeconds(5));
    }

    @Test
    void aServiceWithTooMuchToDoIsSaturated() {
        status = 429;

        assertUnavailable(embedder(), DegradedReason.EMBEDDER_SATURATED, "too much to do");
    }

    @Test
    void oneThatIsGoneIsUnavailable() {
        HttpQueryEmbedder embedder = embedder();
        service.stop(0);

        assertUnavailable(embedder, DegradedReason.EMBEDDER_UNAVAILABLE, "does not answer");
    }

    @Test
    void recentVectorsAreKeptAndFailuresAreNot() {
        CachingQueryEmbedder embedder = new CachingQueryEmbedder(embedder(), 10);
        status = 500;
        assertThatThrownBy(() -> embedder.embed("q")).isInstanceOf(QueryEmbedderUnavailableException.class);
        status = 200;

        embedder.embed("q");
        embedder.embed("q");

        assertThat(requests).hasSize(2);
    }

    private HttpQueryEmbedder embedder() {
        URI url = URI.create("http://127.0.0.1:" + service.getAddress().getPort());
        return new HttpQueryEmbedder(
                new HttpQueryEmbedder.Settings(url, TIMEOUT, TIMEOUT),
                GENERATION,
                _ -> version,
                ObservationRegistry.NOOP);
    }

    private static void assertUnavailable(HttpQueryEmbedder embedder, DegradedReason reason, String message) {
        assertThatThrownBy(() -> embedder.embed("q"))
                .isInstanceOfSatisfying(
                        QueryEmbedderUnavailableException.class,
                        unavailable -> assertThat(unavailable.reason()).isEqualTo(reason))
                .hasMessageContaining(message);
    }

    private static String answer(String model, float[] vector) {
        return "{\"object\":\"list\",\"data\":[{\"index\":0,\"embedding\":\"%s\"}],\"model\":\"%s\"}"
                .formatted(Vector.of(vector).toBase64(), model);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            requests.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            if (slow) {
                answerSlowly.await();
            }
            byte[] body = answer.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
