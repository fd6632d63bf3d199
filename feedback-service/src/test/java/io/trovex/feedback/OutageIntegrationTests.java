package io.trovex.feedback;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The service with neither broker nor Redis. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"spring.kafka.admin.auto-create=false", "spring.kafka.listener.auto-startup=false"})
class OutageIntegrationTests {

    @LocalServerPort
    private int port;

    @DynamicPropertySource
    static void nobodyListens(DynamicPropertyRegistry registry) throws IOException {
        int free = FreePort.find();
        registry.add("spring.kafka.bootstrap-servers", () -> "127.0.0.1:" + free);
        registry.add("spring.data.redis.host", () -> "127.0.0.1");
        registry.add("spring.data.redis.port", () -> free);
    }

    @Test
    void feedbackIsTurnedAwayWithinSecondsHoweverMuchItIs() throws Exception {
        Instant start = Instant.now();
        HttpResponse<String> response = send(request("/v1/feedback")
                .header("Content-Type", "application/x-ndjson")
                .POST(BodyPublishers.ofString("{\"action_name\": \"view\"}\n".repeat(100))));

        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.headers().firstValueAsLong("Retry-After")).hasValue(2);
        assertThat(response.body()).contains("\"code\":\"log_unavailable\"");
        assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void countsAreUnavailableAndTheServiceStaysAlive() throws Exception {
        HttpResponse<String> counts = send(request("/v1/feedback/documents/d"));

        assertThat(counts.statusCode()).isEqualTo(503);
        assertThat(counts.headers().firstValue("Retry-After")).isPresent();
        assertThat(counts.body()).contains("\"code\":\"counts_unavailable\"");
        assertThat(send(request("/actuator/health/liveness")).statusCode()).isEqualTo(200);
        assertThat(send(request("/actuator/health/readiness")).statusCode()).isEqualTo(503);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(request.build(), BodyHandlers.ofString());
        }
    }
}
