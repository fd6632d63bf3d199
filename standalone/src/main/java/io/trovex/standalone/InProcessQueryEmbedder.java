package io.trovex.standalone;

import io.trovex.embedding.engine.EmbeddingEngine;
import io.trovex.embedding.engine.EngineClosedException;
import io.trovex.embedding.engine.SaturatedException;
import io.trovex.index.search.QueryEmbedder;
import io.trovex.index.search.QueryEmbedderUnavailableException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Asks the engine next door, without HTTP between. */
public final class InProcessQueryEmbedder implements QueryEmbedder {
    private static final long PATIENCE_MS = 1_000;

    private final EmbeddingEngine engine;

    public InProcessQueryEmbedder(EmbeddingEngine engine) {
        this.engine = engine;
    }

    @Override
    public float[] embed(String query) {
        try {
            return engine.query(query).get(PATIENCE_MS, TimeUnit.MILLISECONDS).components();
        } catch (SaturatedException | EngineClosedException | ExecutionException | TimeoutException e) {
            throw new QueryEmbedderUnavailableException("no vector of the query in time", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new QueryEmbedderUnavailableException("interrupted", e);
        }
    }
}
