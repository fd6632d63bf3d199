package io.trovex.ingest.lag;

import com.fasterxml.jackson.annotation.JsonValue;

/** Burrow's verdicts on a partition of a group, from good to bad. */
public enum Verdict {
    /** Keeps up, or did at some moment of the window. */
    OK(0),
    /** Reads, but falls behind. */
    WARN(1),
    /** Has somebody to read it, who does not get on. */
    STALL(2),
    /** Has had nobody who reads it for too long. */
    STOP(3),
    /** Went back. */
    REWIND(4);

    private final int severity;

    Verdict(int severity) {
        this.severity = severity;
    }

    /** From 0, which is good. */
    public int severity() {
        return severity;
    }

    /** As Burrow writes it. */
    @JsonValue
    public String wireName() {
        return name();
    }
}
