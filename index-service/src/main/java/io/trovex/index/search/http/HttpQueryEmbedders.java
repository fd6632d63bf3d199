package io.trovex.index.search.http;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.micrometer.observation.ObservationRegistry;
import io.trovex.contracts.Generation;
import io.trovex.index.search.DegradedReason;
import io.trovex.index.search.QueryEmbedder;
import io.trovex.index.search.QueryEmbedderUnavailableException;
import io.trovex.index.search.QueryEmbedders;
import java.net.http.HttpClient;
import java.util.NoSuchElementException;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

/** Asks the embedding service for each generation's model. */
public final class HttpQueryEmbedders implements QueryEmbedders {
    private final HttpQueryEmbedder.Settings settings;
    private final ObservationRegistry observations;
    private final RestClient http;

    private record Model(@JsonProperty("dimensions") int dimensions) {}

    public HttpQueryEmbedders(HttpQueryEmbedder.Settings settings, ObservationRegistry observations) {
        this.settings = settings;
        this.observations = observations;
        JdkClientHttpRequestFactory requests = new JdkClientHttpRequestFactory(HttpClient.newBuilder()
                .connectTimeout(settings.connectTimeout())
                .build());
        requests.setReadTimeout(settings.timeout());
        this.http = RestClient.builder()
                .baseUrl(settings.url())
                .requestFactory(requests)
                .observationRegistry(observations)
                .build();
    }

    @Override
    public QueryEmbedder open(Generation generation) {
        return new HttpQueryEmbedder(settings, generation, observations);
    }

    @Override
    public int dimension(String model) {
        try {
            Model found = http.get().uri("/v1/models/{id}", model).retrieve().body(Model.class);
            if (found == null || found.dimensions() < 1) {
                throw new NoSuchElementException("the embedding service knows no model " + model);
            }
            return found.dimensions();
        } catch (HttpClientErrorException.NotFound e) {
            throw new NoSuchElementException("the embedding service knows no model " + model, e);
        } catch (RestClientException e) {
            throw new QueryEmbedderUnavailableException(
                    DegradedReason.EMBEDDER_UNAVAILABLE, "the embedding service does not answer", e);
        }
    }

    /** The service unloads models that nobody asks for. */
    @Override
    public void release(Generation generation) {}
}
