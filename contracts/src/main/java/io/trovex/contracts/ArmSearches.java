package io.trovex.contracts;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * What the searches of one generation came to while a canary was at a step.
 *
 * @param searches all of them
 * @param failed those it could not answer as asked
 * @param degraded those its static encoder answered
 * @param empty those without a hit
 * @param failuresInARow at that moment
 * @param latencies of those it answered: an HdrHistogram of microseconds, compressed (V2), in base64
 */
public record ArmSearches(
        @JsonProperty("searches") long searches,
        @JsonProperty("failed") long failed,
        @JsonProperty("degraded") long degraded,
        @JsonProperty("empty") long empty,
        @JsonProperty("failures_in_a_row") int failuresInARow,
        @JsonProperty("p50_ms") double p50Ms,
        @JsonProperty("p95_ms") double p95Ms,
        @JsonProperty("p99_ms") double p99Ms,
        @JsonProperty("latencies") String latencies) {}
