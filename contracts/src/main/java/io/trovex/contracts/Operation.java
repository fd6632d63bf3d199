package io.trovex.contracts;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a submission asks for. */
public enum Operation {
    /** Insert the document or replace what is held of it. */
    @JsonProperty("upsert")
    UPSERT,
    /** Remove it and remember its version as a tombstone. */
    @JsonProperty("delete")
    DELETE
}
