package io.trovex.standalone;

import io.trovex.embedding.engine.EmbeddingEngine;
import io.trovex.embedding.engine.EngineClosedException;
import io.trovex.embedding.engine.SaturatedException;
import io.trovex.index.search.DegradedReason;
import io.trovex.index.search.QueryEmbedder;
import io.trovex.index.search.QueryEmbedderUnavailableException;
import io.trovex.index.search.QueryPatience;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Asks the engine next door, without HTTP between. */
public final class InProcessQueryEmbedder implements QueryEmbedder {
    private final EmbeddingEngine engine;
    private final QueryPatience patience;

    public InProcessQueryEmbedder(EmbeddingEngine engine, QueryPatience patience) {
        this.engine = engine;
        this.patience = patience;
    }

    @Override
    public float[] embed(String query) {
        try {
            return engine.query(query)
                    .get(patience.time().toMillis(), TimeUnit.MILLISECONDS)
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
