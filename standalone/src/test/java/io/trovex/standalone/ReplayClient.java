package io.trovex.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Starts and steers replays over HTTP. */
final class ReplayClient {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final URI url;

    ReplayClient(URI url) {
        this.url = url;
    }

    String start(String stage, String from) {
        return started(Map.of("stage", stage, "from", from));
    }

    String start(String stage, String from, List<String> documents) {
        return started(Map.of("stage", stage, "from", from, "documents", documents));
    }

    JsonNode show(String id) {
        return exchange(request("/v1/replays/" + id).build());
    }

    /** @param action {@code stop} or {@code resume} */
    JsonNode change(String id, String action) {
        return exchange(request("/v1/replays/" + id + "/" + action)
                .POST(HttpRequest.BodyPublishers.noBody())
                .build());
    }

    JsonNode awaitState(String id, String state) {
        return await().atMost(Duration.ofMinutes(2))
                .until(() -> show(id), replay -> replay.path("state").asString().equals(state));
    }

    void delete(String docId) {
        String id = URLEncoder.encode(docId, StandardCharsets.UTF_8).replace("+", "%20");
        exchange(request("/v1/documents/" + id + "?wait_for=indexed").DELETE().build());
    }

    double replayedRecords(String stage) {
        return exchange(request("/actuator/metrics/trovex.replay.records?tag=stage:" + stage)
                        .build())
                .at("/measurements/0/value")
                .asDouble(0);
    }

    double runningReplays() {
        return exchange(request("/actuator/metrics/trovex.replay.running").build())
                .at("/measurements/0/value")
                .asDouble(-1);
    }

    private String started(Map<String, Object> body) {
        JsonNode answer = exchange(request("/v1/replays")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)))
                .build());
        assertThat(answer.path("id").asString("")).as(answer.toString()).isNotEmpty();
        return answer.path("id").asString();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(url.resolve(path)).timeout(Duration.ofMinutes(1));
    }

    private static JsonNode exchange(HttpRequest request) {
        try {
            String body =
                    HTTP.send(request, HttpResponse.BodyHandlers.ofString()).body();
            return body.isEmpty() ? JSON.createObjectNode() : JSON.readTree(body);
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
