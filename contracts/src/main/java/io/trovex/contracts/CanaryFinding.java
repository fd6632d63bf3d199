package io.trovex.contracts;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * What one signal said of a candidate.
 *
 * @param signal {@code failed}, {@code degraded}, {@code empty} or {@code slow}
 * @param candidate searches of the kind at the candidate
 * @param others those they were weighed against
 * @param expected proportion of {@code candidate} in both that chance explains
 * @param logBayesFactor natural logarithm, of this step and those before
 */
public record CanaryFinding(
        @JsonProperty("signal") String signal,
        @JsonProperty("candidate") long candidate,
        @JsonProperty("others") long others,
        @JsonProperty("expected") double expected,
        @JsonProperty("log_bayes_factor") double logBayesFactor) {}
