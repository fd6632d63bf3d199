package io.trovex.contracts;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What became of a canary. */
public enum CanaryStep {
    /** A candidate got its first share of the users. */
    @JsonProperty("started")
    STARTED,
    /** It got a larger share. */
    @JsonProperty("advanced")
    ADVANCED,
    /** It has passed every step, and keeps its share until it is promoted. */
    @JsonProperty("completed")
    COMPLETED,
    /** It was taken away from its users on the evidence of their searches. */
    @JsonProperty("rolled_back")
    ROLLED_BACK
}
