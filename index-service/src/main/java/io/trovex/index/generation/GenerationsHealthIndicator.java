package io.trovex.index.generation;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** Up once the generation serves here that the log names; part of readiness. */
@Component("generations")
class GenerationsHealthIndicator implements HealthIndicator {
    private final GenerationIndexes indexes;

    GenerationsHealthIndicator(GenerationIndexes indexes) {
        this.indexes = indexes;
    }

    @Override
    public Health health() {
        return (indexes.isSettled() ? Health.up() : Health.outOfService())
                .withDetail("serving", indexes.serving().generation().id())
                .build();
    }
}
