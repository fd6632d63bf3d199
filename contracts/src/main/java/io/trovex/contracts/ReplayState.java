package io.trovex.contracts;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What is to become of a replay, or became of it. */
public enum ReplayState {
    /** Whoever runs the stage works on it. */
    @JsonProperty("running")
    RUNNING,
    /** It keeps its place until it is resumed. */
    @JsonProperty("stopped")
    STOPPED,
    /** Every record of its ranges went through the stage again. */
    @JsonProperty("done")
    DONE,
    /** It cannot go on as it was asked for. */
    @JsonProperty("failed")
    FAILED
}
