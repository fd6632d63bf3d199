package io.trovex.index.generation;

import io.trovex.index.engine.SearchIndex;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * Tells when building generations have caught up: past where the log ended a few seconds ago. While documents arrive,
 * nobody is ever at its end. Thread-safe.
 */
final class CatchUp {
    private static final Duration A_MOMENT = Duration.ofSeconds(5);

    private final GenerationLags lags;
    private final Clock clock;
    private final Map<String, Goal> goals = new HashMap<>();

    private record Goal(LogEnd end, Instant at) {}

    CatchUp(GenerationLags lags, Clock clock) {
        this.lags = lags;
        this.clock = clock;
    }

    /** @throws io.trovex.stage.DependencyUnavailableException if the broker does not answer */
    synchronized boolean isThrough(SearchIndex index) {
        Instant now = clock.instant();
        Goal goal = goals.compute(
                index.generation().id(),
                (_, known) ->
                        known == null || known.at().plus(A_MOMENT).isBefore(now) ? new Goal(lags.end(), now) : known);
        return lags.behind(index, goal.end()) == 0;
    }
}
