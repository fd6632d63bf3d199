package io.trovex.index;

import io.trovex.index.engine.IndexUnavailableException;
import io.trovex.index.engine.SearchIndex;
import io.trovex.index.generation.GenerationIndexes;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;
import org.springframework.stereotype.Component;

/** Up until only a restart helps; part of liveness and readiness. */
@Component("index")
class IndexHealthIndicator extends AbstractHealthIndicator {
    private final GenerationIndexes indexes;

    IndexHealthIndicator(GenerationIndexes indexes) {
        this.indexes = indexes;
    }

    @Override
    protected void doHealthCheck(Health.Builder health) {
        SearchIndex index = indexes.serving();
        health.status(index.isOpen() ? Status.UP : Status.DOWN)
                .withDetail("generation", index.generation().id());
        try {
            health.withDetail("documents", index.statistics().documents());
        } catch (IndexUnavailableException e) {
            // searches say so themselves, and a restart would change nothing
            health.withDetail("unavailable", String.valueOf(e.getMessage()));
        }
    }
}
