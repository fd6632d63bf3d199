package io.trovex.index.search.http;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.micrometer.observation.ObservationRegistry;
import io.trovex.contracts.Generation;
import io.trovex.contracts.Vector;
import io.trovex.index.search.QueryEmbedder;
import io.trovex.index.search.QueryEmbedderUnavailableException;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

/**
 * Asks the embedding service. After a failure it refuses at once for a while, so that searches do not wait one after
 * the other for a service that is away.
 */
public final class HttpQueryEmbedder implements QueryEmbedder {
    /**
     * @param pause time without calls after a failed one
     */
    public record Settings(URI url, Duration connectTimeout, Duration timeout, Duration pause) {}

    private record Request(
            @JsonProperty("input") String input,
            @JsonProperty("model") String model,
            @JsonProperty("input_type") String inputType,
            @JsonProperty("encoding_format") String encodingFormat,
            @JsonProperty("truncate") boolean truncate) {}

    private record Answer(
            @JsonProperty("model") @Nullable String model,
            @JsonProperty("data") @Nullable List<Item> data) {}

    private record Item(@JsonProperty("embedding") @Nullable Vector embedding) {}

    private final RestClient http;
    private final Generation generation;
    private final Duration pause;
    private final AtomicLong quietUntil = new AtomicLong(System.nanoTime());

    public HttpQueryEmbedder(Settings settings, Generation generation, ObservationRegistry observations) {
        HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(settings.connectTimeout())
                .build();
        JdkClientHttpRequestFactory requests = new JdkClientHttpRequestFactory(client);
        requests.setReadTimeout(settings.timeout());
        this.http = RestClient.builder()
                .baseUrl(settings.url())
                .requestFactory(requests)
                .observationRegistry(observations)
                .build();
        this.generation = generation;
        this.pause = settings.pause();
    }

    @Override
    public float[] embed(String query) {
        if (System.nanoTime() - quietUntil.get() < 0) {
            throw new QueryEmbedderUnavailableException("the embedding service failed a moment ago", null);
        }
        try {
            return vector(ask(query));
        } catch (RestClientException e) {
            quietUntil.set(System.nanoTime() + pause.toNanos());
            throw new QueryEmbedderUnavailableException("the embedding service does not answer", e);
        }
    }

    private @Nullable Answer ask(String query) {
        return http.post()
                .uri("/v1/embeddings")
                .contentType(MediaType.APPLICATION_JSON)
                .body(new Request(query, generation.model(), "query", "base64", true))
                .retrieve()
                .body(Answer.class);
    }

    private float[] vector(@Nullable Answer answer) {
        if (answer == null || answer.data() == null || answer.data().isEmpty()) {
            throw new QueryEmbedderUnavailableException("the embedding service sent no vector", null);
        }
        Vector vector = answer.data().getFirst().embedding();
        if (vector == null
                || vector.dimension() != generation.dimension()
                || !generation.model().equals(answer.model())) {
            throw new QueryEmbedderUnavailableException(
                    "the embedding service serves %s, not %s".formatted(answer.model(), generation.model()), null);
        }
        return vector.components();
    }
}
