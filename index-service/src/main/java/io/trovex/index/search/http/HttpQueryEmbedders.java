package io.trovex.index.search.http;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.micrometer.observation.ObservationRegistry;
import io.trovex.contracts.Generation;
import io.trovex.index.search.DegradedReason;
import io.trovex.index.search.QueryEmbedder;
import io.trovex.index.search.QueryEmbedderUnavailableException;
import io.trovex.index.search.QueryEmbedders;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

/** Asks the embedding service for each generation's model. */
public final class HttpQueryEmbedders implements QueryEmbedders {
    private static final Duration A_MODEL_LOADS_WITHIN = Duration.ofSeconds(30);

    private final HttpQueryEmbedder.Settings settings;
    private final Function<String, Optional<String>> versions;
    private final ObservationRegistry observations;
    private final RestClient http;
    private final RestClient patient;

    private record Check(
            @JsonProperty("passed") boolean passed,
            @JsonProperty("objection") @Nullable String objection) {}

    private record Model(
            @JsonProperty("dimensions") int dimensions,
            @JsonProperty("full_version") @Nullable String fullVersion) {}

    /** @param versions of the generations' models, where they say so */
    public HttpQueryEmbedders(
            HttpQueryEmbedder.Settings settings,
            Function<String, Optional<String>> versions,
            ObservationRegistry observations) {
        this.settings = settings;
        this.versions = versions;
        this.observations = observations;
        this.http = client(settings, settings.timeout(), observations);
        this.patient = client(settings, A_MODEL_LOADS_WITHIN, observations);
    }

    private static RestClient client(
            HttpQueryEmbedder.Settings settings, Duration timeout, ObservationRegistry observations) {
        JdkClientHttpRequestFactory requests = new JdkClientHttpRequestFactory(HttpClient.newBuilder()
                .connectTimeout(settings.connectTimeout())
                .build());
        requests.setReadTimeout(timeout);
        return RestClient.builder()
                .baseUrl(settings.url())
                .requestFactory(requests)
                .observationRegistry(observations)
                .build();
    }

    @Override
    public QueryEmbedder open(Generation generation) {
        return new HttpQueryEmbedder(settings, generation, versions, observations);
    }

    @Override
    public int dimension(String model) {
        return find(model).dimensions();
    }

    @Override
    public String version(String model) {
        String version = find(model).fullVersion();
        if (version == null) {
            throw new QueryEmbedderUnavailableException(
                    DegradedReason.EMBEDDER_UNAVAILABLE,
                    "the embedding service does not say its models' versions",
                    null);
        }
        return version;
    }

    private Model find(String model) {
        try {
            Model found = http.get().uri("/v1/models/{id}", model).retrieve().body(Model.class);
            if (found == null || found.dimensions() < 1) {
                throw new NoSuchElementException("the embedding service knows no model " + model);
            }
            return found;
        } catch (HttpClientErrorException.NotFound e) {
            throw new NoSuchElementException("the embedding service knows no model " + model, e);
        } catch (RestClientException e) {
            throw new QueryEmbedderUnavailableException(
                    DegradedReason.EMBEDDER_UNAVAILABLE, "the embedding service does not answer", e);
        }
    }

    @Override
    public Optional<String> objection(String model) {
        try {
            Check check = patient.post()
                    .uri("/v1/models/{id}:check", model)
                    .retrieve()
                    .body(Check.class);
            if (check == null) {
                throw new NoSuchElementException("the embedding service knows no model " + model);
            }
            return check.passed() ? Optional.empty() : Optional.of(String.valueOf(check.objection()));
        } catch (HttpClientErrorException.NotFound e) {
            throw new NoSuchElementException("the embedding service knows no model " + model, e);
        } catch (HttpClientErrorException.Conflict e) {
            return Optional.of("it cannot be loaded: " + e.getResponseBodyAsString());
        } catch (RestClientException e) {
            throw new QueryEmbedderUnavailableException(
                    DegradedReason.EMBEDDER_UNAVAILABLE, "the embedding service does not answer", e);
        }
    }

    /** The service unloads models that nobody asks for. */
    @Override
    public void release(Generation generation) {}
}
