package io.trovex.contracts;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What became of a dead letter. */
public enum LetterDecision {
    /** Its record lies in its topic again. */
    @JsonProperty("redriven")
    REDRIVEN,
    /** Nobody needs it. */
    @JsonProperty("discarded")
    DISCARDED,
    /** The index holds a newer version of its document. */
    @JsonProperty("superseded")
    SUPERSEDED
}
