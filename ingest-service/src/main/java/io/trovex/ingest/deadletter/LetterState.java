package io.trovex.ingest.deadletter;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Where a dead letter stands in its review. */
public enum LetterState {
    /** Waits for a decision. */
    @JsonProperty("open")
    OPEN,
    /** Its record went back to its topic; if it failed again, that is another letter. */
    @JsonProperty("redriven")
    REDRIVEN,
    @JsonProperty("discarded")
    DISCARDED,
    /** Was to be redriven, but a newer version had replaced its document. */
    @JsonProperty("superseded")
    SUPERSEDED,
    /** Was redriven so often that only force does it again. */
    @JsonProperty("quarantined")
    QUARANTINED
}
