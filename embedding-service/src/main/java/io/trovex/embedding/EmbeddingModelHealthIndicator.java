package io.trovex.embedding;

import io.trovex.contracts.Vector;
import io.trovex.embedding.engine.EmbeddingEngine;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;
import org.springframework.stereotype.Component;

/** Up while a golden sentence gets the vector that it got at the start; part of readiness. */
@Component("embeddingModel")
class EmbeddingModelHealthIndicator extends AbstractHealthIndicator {
    private static final String GOLDEN_SENTENCE = "The owl of Minerva spreads its wings only with the falling of dusk.";
    private static final int PATIENCE_SECONDS = 5;

    private final EmbeddingEngine engine;
    private final Vector golden;

    EmbeddingModelHealthIndicator(EmbeddingEngine engine) {
        this.engine = engine;
        this.golden = engine.probe(GOLDEN_SENTENCE).join();
    }

    @Override
    protected void doHealthCheck(Health.Builder health)
            throws InterruptedException, ExecutionException, TimeoutException {
        Vector now = engine.probe(GOLDEN_SENTENCE).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        health.status(now.equals(golden) ? Status.UP : Status.DOWN)
                .withDetail("model", engine.model().description().id())
                .withDetail("dimension", now.dimension())
                .withDetail("graph", engine.model().servedGraph().tag());
    }
}
