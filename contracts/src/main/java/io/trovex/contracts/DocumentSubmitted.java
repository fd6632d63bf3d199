package io.trovex.contracts;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A client asked to store or delete a document; nothing is judged yet.
 *
 * @param version the client's own, or the hybrid logical clock's (microseconds since the epoch)
 * @param content the body, unless {@code contentRef} points to it; absent on a delete
 * @param timestamp when the document was written, as its author says
 * @param metadata values are strings, numbers, booleans or lists of strings
 * @param embedding the client's own vector for the whole body, made by {@code embeddingModel}
 * @param submittedAt when ingest accepted it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DocumentSubmitted(
        @JsonProperty("doc_id") String docId,
        @JsonProperty("version") long version,
        @JsonProperty("operation") Operation operation,
        @JsonProperty("title") @Nullable String title,
        @JsonProperty("content") @Nullable String content,
        @JsonProperty("content_ref") @Nullable ContentRef contentRef,
        @JsonProperty("source") @Nullable String source,
        @JsonProperty("timestamp") Instant timestamp,
        @JsonProperty("metadata") Map<String, Object> metadata,
        @JsonProperty("embedding") @Nullable Vector embedding,
        @JsonProperty("embedding_model") @Nullable String embeddingModel,
        @JsonProperty("submitted_at") Instant submittedAt)
        implements DocumentEvent {

    public static DocumentSubmitted delete(String docId, long version, Instant now) {
        return new DocumentSubmitted(
                docId, version, Operation.DELETE, null, null, null, null, now, Map.of(), null, null, now);
    }
}
