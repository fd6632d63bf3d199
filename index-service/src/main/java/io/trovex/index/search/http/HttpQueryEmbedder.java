package io.trovex.index.search.http;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.micrometer.observation.ObservationRegistry;
import io.trovex.contracts.Generation;
import io.trovex.contracts.Vector;
import io.trovex.index.search.DegradedReason;
import io.trovex.index.search.QueryEmbedder;
import io.trovex.index.search.QueryEmbedderUnavailableException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

/** Asks the embedding service, and waits no longer than {@link Settings#timeout} for the whole answer. */
public final class HttpQueryEmbedder implements QueryEmbedder {
    public record Settings(URI url, Duration connectTimeout, Duration timeout) {}

    private record Request(
            @JsonProperty("input") String input,
            @JsonProperty("model") String model,
            @JsonProperty("input_type") String inputType,
            @JsonProperty("encoding_format") String encodingFormat,
            @JsonProperty("truncate") boolean truncate) {}

    private record Answer(
            @JsonProperty("model") @Nullable String model,
            @JsonProperty("model_version") @Nullable String modelVersion,
            @JsonProperty("data") @Nullable List<Item> data) {}

    private record Item(@JsonProperty("embedding") @Nullable Vector embedding) {}

    private final RestClient http;
    private final Generation generation;
    private final Function<String, Optional<String>> versions;

    /** @param versions of the generations' models, where they say so */
    public HttpQueryEmbedder(
            Settings settings,
            Generation generation,
            Function<String, Optional<String>> versions,
            ObservationRegistry observations) {
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
        this.versions = versions;
    }

    @Override
    public float[] embed(String query) {
        try {
            return vector(ask(query));
        } catch (HttpClientErrorException.TooManyRequests e) {
            throw unavailable(DegradedReason.EMBEDDER_SATURATED, "the embedding service has too much to do", e);
        } catch (RestClientException e) {
            throw isTimeout(e)
                    ? unavailable(DegradedReason.EMBEDDER_TIMEOUT, "the embedding service takes too long", e)
                    : unavailable(DegradedReason.EMBEDDER_UNAVAILABLE, "the embedding service does not answer", e);
        }
    }

    /** One that was not even reached in time is away, not slow. */
    private static boolean isTimeout(RestClientException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof HttpConnectTimeoutException) {
                return false;
            }
            if (cause instanceof HttpTimeoutException) {
                return true;
            }
        }
        return false;
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
            throw unavailable(DegradedReason.EMBEDDER_UNAVAILABLE, "the embedding service sent no vector", null);
        }
        Vector vector = answer.data().getFirst().embedding();
        Optional<String> wanted = versions.apply(generation.id());
        if (vector == null
                || vector.dimension() != generation.dimension()
                || !generation.model().equals(answer.model())
                || (wanted.isPresent() && !wanted.get().equals(answer.modelVersion()))) {
            throw unavailable(
                    DegradedReason.EMBEDDER_MISMATCH,
                    "the embedding service serves %s, not %s"
                            .formatted(
                                    name(answer.model(), answer.modelVersion()),
                                    name(generation.model(), wanted.orElse(null))),
                    null);
        }
        return vector.components();
    }

    private static String name(@Nullable String model, @Nullable String version) {
        return version == null ? String.valueOf(model) : model + " " + version;
    }

    private static QueryEmbedderUnavailableException unavailable(
            DegradedReason reason, String message, @Nullable Throwable cause) {
        return new QueryEmbedderUnavailableException(reason, message, cause);
    }
}
