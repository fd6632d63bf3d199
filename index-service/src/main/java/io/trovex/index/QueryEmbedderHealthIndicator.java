package io.trovex.index;

import io.trovex.index.search.guard.EmbedderGuards;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** Tells by generation whether its query embedder answers. Always up: without it, search answers all the same. */
@Component
class QueryEmbedderHealthIndicator implements HealthIndicator {
    private final EmbedderGuards guards;

    QueryEmbedderHealthIndicator(EmbedderGuards guards) {
        this.guards = guards;
    }

    @Override
    public Health health() {
        Health.Builder health = Health.up();
        guards.asked().forEach((generation, asked) -> health.withDetail(generation, asked ? "answers" : "away"));
        return health.build();
    }
}
