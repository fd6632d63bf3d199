package io.trovex.index;

import io.trovex.index.engine.SearchIndex;
import io.trovex.index.generation.GenerationIndexes;
import java.util.function.Supplier;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** Up until only a restart helps; part of liveness and readiness. Asks no engine: one that hangs must not have us killed. */
@Component("index")
class IndexHealthIndicator implements HealthIndicator {
    private final Supplier<SearchIndex> serving;

    @Autowired
    IndexHealthIndicator(GenerationIndexes indexes) {
        this(indexes::serving);
    }

    IndexHealthIndicator(Supplier<SearchIndex> serving) {
        this.serving = serving;
    }

    @Override
    public Health health() {
        SearchIndex index = serving.get();
        String reason = index.closedBecause();
        Health.Builder health = reason == null
                ? Health.up()
                : Health.down()
                        .withDetail("reason", reason)
                        .withDetail("remedy", "mend what the reason names, then restart");
        return health.withDetail("generation", index.generation().id()).build();
    }
}
