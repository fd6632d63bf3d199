package io.trovex.index.generation.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.trovex.contracts.ArmSearches;
import io.trovex.index.canary.ArmCounts;
import io.trovex.index.canary.Latencies;
import org.jspecify.annotations.Nullable;

/** What the searches of one generation came to in a step of a canary. */
record CanarySearches(
        @JsonProperty("searches") long searches,
        @JsonProperty("failed") long failed,
        @JsonProperty("degraded") long degraded,
        @JsonProperty("empty") long empty,
        @JsonProperty("failures_in_a_row") int failuresInARow,
        @JsonProperty("p50_ms") double p50,
        @JsonProperty("p95_ms") double p95,
        @JsonProperty("p99_ms") double p99) {

    static CanarySearches of(ArmCounts counts) {
        Latencies latencies = counts.latencies();
        return new CanarySearches(
                counts.searches(),
                counts.failed(),
                counts.degraded(),
                counts.empty(),
                counts.failuresInARow(),
                latencies.quantile(0.5).toNanos() / 1e6,
                latencies.quantile(0.95).toNanos() / 1e6,
                latencies.quantile(0.99).toNanos() / 1e6);
    }

    static @Nullable CanarySearches of(@Nullable ArmSearches searches) {
        return searches == null
                ? null
                : new CanarySearches(
                        searches.searches(),
                        searches.failed(),
                        searches.degraded(),
                        searches.empty(),
                        searches.failuresInARow(),
                        searches.p50Ms(),
                        searches.p95Ms(),
                        searches.p99Ms());
    }

    static double exposure(@Nullable CanarySearches candidate, @Nullable CanarySearches serving) {
        if (candidate == null || serving == null || candidate.searches == 0) {
            return 0;
        }
        return (double) candidate.searches / (candidate.searches + serving.searches);
    }
}
