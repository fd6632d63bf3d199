package io.trovex.ingest.upload.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.trovex.ingest.status.Status;
import org.jspecify.annotations.Nullable;

/**
 * What became of one file of a request: either the document that it will be, or why not.
 *
 * @param file its name
 * @param code stable, for programs
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record FileResult(
        @JsonProperty("file") String file,
        @JsonProperty("doc_id") @Nullable String docId,
        @JsonProperty("version") @Nullable Long version,
        @JsonProperty("status") @Nullable Status status,
        @JsonProperty("code") @Nullable String code,
        @JsonProperty("detail") @Nullable String detail) {

    static FileResult accepted(String file, String docId, long version) {
        return new FileResult(file, docId, version, Status.EXTRACTING, null, null);
    }

    static FileResult refused(String file, String code, String detail) {
        return new FileResult(file, null, null, null, code, detail);
    }
}
