package io.trovex.ingest.upload;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.trovex.contracts.ContentRef;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The order to extract a file's text and submit it. It carries the file's reference, never the file, and everything else
 * that the document will have, so that doing it twice submits the same version of the same document twice.
 *
 * @param version given when the file was accepted
 * @param title the client's own; absent: the file's
 * @param file where it lies
 * @param traceparent of the request that brought the file
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record UploadTask(
        @JsonProperty("doc_id") String docId,
        @JsonProperty("version") long version,
        @JsonProperty("title") @Nullable String title,
        @JsonProperty("source") @Nullable String source,
        @JsonProperty("timestamp") @Nullable Instant timestamp,
        @JsonProperty("metadata") Map<String, Object> metadata,
        @JsonProperty("file_name") String fileName,
        @JsonProperty("kind") FileKind kind,
        @JsonProperty("file") ContentRef file,
        @JsonProperty("accepted_at") Instant acceptedAt,
        @JsonProperty("traceparent") @Nullable String traceparent) {

    /** A task that was read from somewhere else may be anything. */
    public UploadTask {
        Objects.requireNonNull(docId, "doc_id");
        Objects.requireNonNull(metadata, "metadata");
        Objects.requireNonNull(fileName, "file_name");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(file, "file");
        Objects.requireNonNull(acceptedAt, "accepted_at");
    }
}
