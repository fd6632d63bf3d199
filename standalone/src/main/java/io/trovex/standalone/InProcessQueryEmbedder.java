package io.trovex.standalone;

import io.trovex.embedding.engine.EmbeddingEngine;
import io.trovex.embedding.engine.EngineClosedException;
import io.trovex.embedding.engine.SaturatedException;
import io.trovex.index.search.DegradedReason;
import io.trovex.index.search.QueryEmbedder;
import io.trovex.index.search.QueryEmbedderUnavailableException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.beans.factory.annotation.Autowired;

/** Asks the engine next door, without HTTP between. */
public final class InProcessQueryEmbedder implements QueryEmbedder {
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final EmbeddingEngine engine;
    private final Duration patience;

    @Autowired
    public InProcessQueryEmbedder(EmbeddingEngine engine) {
        this(engine, PATIENCE);
    }

    /** @param patience how long a query waits for its vector before it is answered without the model */
    public InProcessQueryEmbedder(EmbeddingEngine engine, Duration patience) {
        this.engine = engine;
        this.patience = patience;
    }

    @Override
    public float[] embed(String query) {
        try {
            return engine.query(query)
                    .get(patience.toMillis(), TimeUnit.MILLISECONDS)
                    .components();
        } catch (SaturatedException e) {
            throw new QueryEmbedderUnavailableException(
                    DegradedReason.EMBEDDER_SATURATED, "too many queries wait already", e);
        } catch (TimeoutException e) {
            throw new QueryEmbedderUnavailableException(
                    DegradedReason.EMBEDDER_TIMEOUT, "no vector of the query in time", e);
        } catch (EngineClosedException | ExecutionException e) {
            throw new QueryEmbedderUnavailableException(
                    DegradedReason.EMBEDDER_UNAVAILABLE, "the model made no vector of the query", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new QueryEmbedderUnavailableException(DegradedReason.EMBEDDER_UNAVAILABLE, "interrupted", e);
        }
    }
}
