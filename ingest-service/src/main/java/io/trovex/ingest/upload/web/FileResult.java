package io.trovex.ingest.upload.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.trovex.ingest.status.Status;
import org.jspecify.annotations.Nullable;

/**
 * What became of one file of a request: either the document that it will be, or why not.
 *
 * @param file its name
 * @param timedOut true when the client's wait ended before the version had settled
 * @param code stable, for programs
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record FileResult(
        @JsonProperty("file") String file,
        @JsonProperty("doc_id") @Nullable String docId,
        @JsonProperty("version") @Nullable Long version,
        @JsonProperty("status") @Nullable Status status,
        @JsonProperty("timed_out") @Nullable Boolean timedOut,
        @JsonProperty("code") @Nullable String code,
        @JsonProperty("detail") @Nullable String detail) {

    static FileResult accepted(String file, String docId, long version) {
        return accepted(file, docId, version, Status.EXTRACTING, null);
    }

    static FileResult accepted(String file, String docId, long version, Status status, @Nullable Boolean timedOut) {
        return new FileResult(file, docId, version, status, timedOut, null, null);
    }

    static FileResult refused(String file, String code, String detail) {
        return new FileResult(file, null, null, null, null, code, detail);
    }
}
