package io.trovex.ingest.status;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How far a version has come, in order of precedence: the last one reached is what counts. */
public enum Status {
    /** An uploaded file whose text is not in the log yet. */
    @JsonProperty("extracting")
    EXTRACTING,
    @JsonProperty("submitted")
    SUBMITTED,
    @JsonProperty("validated")
    VALIDATED,
    @JsonProperty("embedded")
    EMBEDDED,
    /** Broke the rules; it never went past validation. */
    @JsonProperty("rejected")
    REJECTED,
    /** A later stage could not process it. */
    @JsonProperty("dead_lettered")
    DEAD_LETTERED,
    /** The index already held a newer version. */
    @JsonProperty("superseded")
    SUPERSEDED,
    @JsonProperty("indexed")
    INDEXED,
    @JsonProperty("deleted")
    DELETED;

    /** Whether nothing more happens to the version by itself. */
    public boolean isSettled() {
        return compareTo(EMBEDDED) > 0;
    }

    /** Whether the version ended in the dead letters. */
    public boolean isFailure() {
        return this == REJECTED || this == DEAD_LETTERED;
    }
}
