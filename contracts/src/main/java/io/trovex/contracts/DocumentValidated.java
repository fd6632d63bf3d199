package io.trovex.contracts;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A submission passed every rule; its text is normalised.
 *
 * @param contentHash lower-case hex SHA-256 of the normalised body's UTF-8; absent on a delete
 * @param language ISO 639-1 code, or {@code und}; absent on a delete
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DocumentValidated(
        @JsonProperty("doc_id") String docId,
        @JsonProperty("version") long version,
        @JsonProperty("operation") Operation operation,
        @JsonProperty("title") @Nullable String title,
        @JsonProperty("content") @Nullable String content,
        @JsonProperty("content_ref") @Nullable ContentRef contentRef,
        @JsonProperty("content_hash") @Nullable String contentHash,
        @JsonProperty("source") @Nullable String source,
        @JsonProperty("timestamp") Instant timestamp,
        @JsonProperty("language") @Nullable String language,
        @JsonProperty("metadata") Map<String, Object> metadata,
        @JsonProperty("embedding") @Nullable Vector embedding,
        @JsonProperty("embedding_model") @Nullable String embeddingModel,
        @JsonProperty("submitted_at") Instant submittedAt)
        implements DocumentEvent {

    /** The same document with its body elsewhere: inline or referred to. */
    public DocumentValidated withBody(@Nullable String content, @Nullable ContentRef contentRef) {
        return new DocumentValidated(
                docId,
                version,
                operation,
                title,
                content,
                contentRef,
                contentHash,
                source,
                timestamp,
                language,
                metadata,
                embedding,
                embeddingModel,
                submittedAt);
    }
}
