package io.trovex.stage.generation;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Where a generation is in its life. */
public enum GenerationState {
    /** It reads the log from the beginning and has not come to its end. */
    @JsonProperty("building")
    BUILDING,
    /** It is as current as the one that serves, and may serve. */
    @JsonProperty("ready")
    READY,
    /** It answers the searches of some users, and is judged by them. */
    @JsonProperty("canary")
    CANARY,
    /** It answers every search. */
    @JsonProperty("serving")
    SERVING,
    /** Its topic and index are gone. */
    @JsonProperty("retired")
    RETIRED,
    /** It could not be built; what it has is kept until it is retired. */
    @JsonProperty("failed")
    FAILED;

    /** Whether it follows the log. */
    public boolean isLive() {
        return this == BUILDING || this == READY || this == CANARY || this == SERVING;
    }
}
