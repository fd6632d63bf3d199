package io.trovex.index;

import io.trovex.index.generation.GenerationIndexes;
import io.trovex.index.lucene.IndexStatistics;
import io.trovex.index.lucene.LuceneIndex;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;
import org.springframework.stereotype.Component;

/** Up while documents can be applied and searched; part of readiness. */
@Component("index")
class IndexHealthIndicator extends AbstractHealthIndicator {
    private final GenerationIndexes indexes;

    IndexHealthIndicator(GenerationIndexes indexes) {
        this.indexes = indexes;
    }

    @Override
    protected void doHealthCheck(Health.Builder health) {
        LuceneIndex index = indexes.serving();
        IndexStatistics statistics = index.statistics();
        health.status(index.isOpen() ? Status.UP : Status.DOWN)
                .withDetail("generation", statistics.generation().id())
                .withDetail("documents", statistics.documents());
    }
}
