package io.trovex.index;

import io.trovex.index.search.guard.EmbedderGuards;
import io.trovex.index.search.statics.Fit;
import io.trovex.index.search.statics.StaticEncoders;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/**
 * Tells by generation whether its query embedder answers, and what stands in for it. Always up: without it, search
 * answers all the same.
 */
@Component
class QueryEmbedderHealthIndicator implements HealthIndicator {
    private final EmbedderGuards guards;
    private final StaticEncoders staticEncoders;

    QueryEmbedderHealthIndicator(EmbedderGuards guards, StaticEncoders staticEncoders) {
        this.guards = guards;
        this.staticEncoders = staticEncoders;
    }

    @Override
    public Health health() {
        Health.Builder health = Health.up();
        guards.asked().forEach((generation, asked) -> health.withDetail(generation, asked ? "answers" : "away"));
        staticEncoders
                .fits()
                .forEach((generation, fit) -> health.withDetail(
                        generation + " stand-in",
                        fit.map(QueryEmbedderHealthIndicator::described).orElse("keywords")));
        return health.build();
    }

    private static String described(Fit fit) {
        return "static encoder of " + fit.at() + ", from " + fit.samples() + " of " + fit.passages() + " passages";
    }
}
