package io.trovex.ingest.deadletter.http;

import io.trovex.contracts.Topics;
import io.trovex.contracts.Violation;
import io.trovex.ingest.deadletter.DeadLetter;
import io.trovex.ingest.deadletter.LetterHeader;
import io.trovex.ingest.deadletter.StageTrial;
import io.trovex.ingest.deadletter.Verdict;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code POST /v1/stages/{stage}/dry-run} of the service that runs the stage. */
public final class HttpStageTrial implements StageTrial {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Function<String, Optional<URI>> services;
    private final JsonMapper json = JsonMapper.builder().build();
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();

    /** @param services the address of a stage's service, if it is known */
    public HttpStageTrial(Function<String, Optional<URI>> services) {
        this.services = services;
    }

    @Override
    public Verdict run(DeadLetter letter) {
        String stage = letter.facts().stage();
        Optional<URI> service = services.apply(stage);
        if (service.isEmpty()) {
            return new Verdict.Unknown("no address of stage '" + stage + "' is configured");
        }
        try {
            HttpRequest request = HttpRequest.newBuilder(service.get().resolve("/v1/stages/" + stage + "/dry-run"))
                    .timeout(PATIENCE)
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofByteArray(json.writeValueAsBytes(body(letter))))
                    .build();
            return verdict(client.send(request, BodyHandlers.ofString()));
        } catch (IOException | JacksonException | IllegalArgumentException e) {
            return new Verdict.Unknown("stage '" + stage + "' does not answer: " + e);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return new Verdict.Unknown("interrupted");
        }
    }

    private Verdict verdict(HttpResponse<String> response) {
        JsonNode answer = json.readTree(response.body());
        if (response.statusCode() != 200) {
            return new Verdict.Unknown(answer.path("detail").asString("HTTP " + response.statusCode()));
        }
        return answer.path("verdict").asString("").equals("reject")
                ? new Verdict.Fails(
                        json.convertValue(answer.path("violations"), new TypeReference<List<Violation>>() {}))
                : new Verdict.Passes();
    }

    private static Map<String, Object> body(DeadLetter letter) {
        Map<String, Object> body = new HashMap<>();
        body.put("topic", Topics.sourceOf(letter.id().topic()));
        body.put("key", letter.key());
        body.put("value", letter.value());
        Map<String, Object> headers = new HashMap<>();
        for (LetterHeader header : letter.headers()) {
            headers.put(header.name(), header.value());
        }
        body.put("headers", headers);
        return body;
    }
}
