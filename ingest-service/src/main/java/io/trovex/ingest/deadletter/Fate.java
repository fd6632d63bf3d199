package io.trovex.ingest.deadletter;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a request made, or would make, of a letter. */
public enum Fate {
    @JsonProperty("redriven")
    REDRIVEN,
    @JsonProperty("discarded")
    DISCARDED,
    /** A newer version has replaced its document; recorded, unless it was a dry run. */
    @JsonProperty("superseded")
    SUPERSEDED,
    /** Redriven too often; only force does it again. */
    @JsonProperty("quarantined")
    QUARANTINED,
    /** Decided on before; only force does it again. */
    @JsonProperty("not_open")
    NOT_OPEN,
    /** Retention has removed it, or it never was. */
    @JsonProperty("gone")
    GONE,
    @JsonProperty("would_pass")
    WOULD_PASS,
    @JsonProperty("would_fail")
    WOULD_FAIL,
    /** Its stage cannot be asked. */
    @JsonProperty("unknown")
    UNKNOWN
}
