package io.trovex.ingest.document.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.trovex.ingest.status.Status;
import org.jspecify.annotations.Nullable;

/**
 * The log has the submission.
 *
 * @param timedOut true when the client's wait ended before the version had settled
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Accepted(
        @JsonProperty("doc_id") String docId,
        @JsonProperty("version") long version,
        @JsonProperty("status") Status status,
        @JsonProperty("timed_out") @Nullable Boolean timedOut) {}
