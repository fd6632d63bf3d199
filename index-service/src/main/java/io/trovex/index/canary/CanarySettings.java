package io.trovex.index.canary;

import java.time.Duration;

/**
 * How a canary is judged.
 *
 * @param minimumSearches that each generation must have answered in a step before the next one
 * @param soak least time in each step
 * @param errorRisk α: chance of ever rolling back a candidate that fails no more often than the serving generation
 * @param guardRisk the same for each of the other signals
 * @param consecutiveFailures so many in a row end it at once
 * @param slowFactor a search is slow from this multiple of the serving generation's 95th percentile
 * @param slowMargin and at least so much above it
 */
public record CanarySettings(
        CanarySteps steps,
        int minimumSearches,
        Duration soak,
        double errorRisk,
        double guardRisk,
        int consecutiveFailures,
        double slowFactor,
        Duration slowMargin) {
    public static final CanarySettings DEFAULTS = new CanarySettings(
            CanarySteps.DEFAULTS, 200, Duration.ofMinutes(10), 0.01, 0.001, 10, 1.5, Duration.ofMillis(25));

    public CanarySettings with(CanarySteps otherSteps) {
        return new CanarySettings(
                otherSteps, minimumSearches, soak, errorRisk, guardRisk, consecutiveFailures, slowFactor, slowMargin);
    }

    double risk(Signal signal) {
        return signal == Signal.FAILED ? errorRisk : guardRisk;
    }
}
