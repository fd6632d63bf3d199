package io.trovex.embedding;

import io.trovex.contracts.Generation;
import io.trovex.contracts.Vector;
import io.trovex.embedding.document.GenerationEngines;
import io.trovex.embedding.engine.EmbeddingEngine;
import io.trovex.stage.generation.kafka.GenerationLog;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;
import org.springframework.stereotype.Component;

/**
 * Up while the serving generation's model gives a golden sentence the vector that it gave it at first; part of readiness.
 * Until the log has told which one serves, it is the configured one. Out of service if that generation's model cannot be
 * used, with the reason: searches go on without it.
 */
@Component("embeddingModel")
class EmbeddingModelHealthIndicator extends AbstractHealthIndicator {
    private static final String GOLDEN_SENTENCE = "The owl of Minerva spreads its wings only with the falling of dusk.";
    private static final int PATIENCE_SECONDS = 5;

    private final GenerationEngines engines;
    private final GenerationLog log;
    private final Generation configured;
    private volatile @Nullable Golden golden;

    private record Golden(EmbeddingEngine engine, Vector vector) {}

    EmbeddingModelHealthIndicator(GenerationEngines engines, GenerationLog log, Generation configured) {
        this.engines = engines;
        this.log = log;
        this.configured = configured;
    }

    @Override
    protected void doHealthCheck(Health.Builder health)
            throws InterruptedException, ExecutionException, TimeoutException {
        String serving = Objects.requireNonNullElse(log.generations().serving(), configured.id());
        EmbeddingEngine engine = engines.find(serving);
        if (engine == null) {
            String failure = engines.failure(serving);
            health.status(failure == null ? Status.DOWN : Status.OUT_OF_SERVICE)
                    .withDetail("generation", serving)
                    .withDetail("reason", Objects.requireNonNullElse(failure, "its model is not loaded yet"));
            return;
        }
        Vector first = first(engine);
        Vector now = probe(engine);
        health.status(now.equals(first) ? Status.UP : Status.DOWN)
                .withDetail("generation", serving)
                .withDetail("model", engine.model().description().id())
                .withDetail("dimension", now.dimension())
                .withDetail("graph", engine.model().servedGraph().tag());
    }

    private Vector first(EmbeddingEngine engine) throws InterruptedException, ExecutionException, TimeoutException {
        Golden known = golden;
        if (known == null || known.engine() != engine) {
            known = new Golden(engine, probe(engine));
            golden = known;
        }
        return known.vector();
    }

    private static Vector probe(EmbeddingEngine engine)
            throws InterruptedException, ExecutionException, TimeoutException {
        return engine.probe(GOLDEN_SENTENCE).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }
}
