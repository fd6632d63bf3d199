package io.trovex.index;

import io.trovex.index.canary.CanarySettings;
import io.trovex.index.canary.CanarySteps;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How a new generation is tried on users, and what ends the trial.
 *
 * @param steps percent of the users at each step, rising, at most 100, the first one less: what the serving generation's
 *     searches come to meanwhile is what a candidate of everybody is held against
 * @param minimumSearches that both generations must have answered in a step before the next one
 * @param soak least time in each step
 * @param errorRisk chance of ever rolling back a candidate that fails no more often than the serving generation
 * @param guardRisk the same for each other signal: degraded answers, answers without a hit, slow answers
 * @param consecutiveFailures so many in a row end the canary at once
 * @param slowFactor an answer is slow from this multiple of the serving generation's 95th percentile
 * @param slowMargin and from so much above it
 * @param interval between two looks at the counts: the longest that a rollback is late
 */
@Validated
@ConfigurationProperties("trovex.canary")
record CanaryProperties(
        @DefaultValue({"5", "25", "50", "100"}) @NotEmpty
        List<@NotNull @DecimalMin("0.01") @DecimalMax("100") Double> steps,

        @DefaultValue("200") @Positive int minimumSearches,
        @DefaultValue("10m") Duration soak,

        @DefaultValue("0.01") @DecimalMin("0.000001") @DecimalMax("0.5")
        double errorRisk,

        @DefaultValue("0.001") @DecimalMin("0.000001") @DecimalMax("0.5")
        double guardRisk,

        @DefaultValue("10") @Positive int consecutiveFailures,

        @DefaultValue("1.5") @DecimalMin("1") double slowFactor,

        @DefaultValue("25ms") Duration slowMargin,
        @DefaultValue("250ms") Duration interval) {

    @AssertTrue(message = "each step is larger than the one before")
    boolean isRising() {
        for (int i = 1; i < steps.size(); i++) {
            if (steps.get(i) <= steps.get(i - 1)) {
                return false;
            }
        }
        return true;
    }

    @AssertTrue(message = "the first step leaves users to the serving generation, to compare with")
    boolean isComparable() {
        return steps.isEmpty() || steps.getFirst() < 100;
    }

    @AssertTrue(message = "times are not negative, and the interval is positive")
    boolean isForward() {
        return !soak.isNegative() && !slowMargin.isNegative() && interval.toMillis() > 0;
    }

    CanarySettings settings() {
        return new CanarySettings(
                CanarySteps.ofPercent(steps),
                minimumSearches,
                soak,
                errorRisk,
                guardRisk,
                consecutiveFailures,
                slowFactor,
                slowMargin);
    }
}
