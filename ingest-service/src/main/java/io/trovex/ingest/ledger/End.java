package io.trovex.ingest.ledger;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/**
 * How a submitted offset ends. The order is the precedence: of several ends that the log tells of one offset (a replay,
 * a redriven dead letter) the last one counts, so the order in which they are read does not matter.
 */
public enum End {
    /** Compaction removed it from the log for a newer one of its document, and nothing else is told; counts as superseded. */
    COMPACTED,
    /** Broke the rules of validation. */
    REJECTED,
    /** A stage could not process it. */
    DEAD_LETTERED,
    /** A newer version of the document took its place in the index. */
    SUPERSEDED,
    /** Searches found it. */
    INDEXED,
    /** It was a delete, and searches no longer found the document. */
    DELETED;

    /** Its name in JSON, metrics and snapshots. */
    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
