package io.trovex.contracts;

import com.fasterxml.jackson.annotation.JsonProperty;

/** One thing that was looked at before a generation may serve, and what was found. */
public record GateCheck(
        @JsonProperty("check") String check,
        @JsonProperty("passed") boolean passed,
        @JsonProperty("detail") String detail) {}
