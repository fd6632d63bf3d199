package io.trovex.contracts;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A document's passages have vectors of one generation.
 *
 * @param model id of the model that made every vector in {@code passages}
 * @param passages in the order of the body; empty on a delete
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DocumentEmbedded(
        @JsonProperty("doc_id") String docId,
        @JsonProperty("version") long version,
        @JsonProperty("operation") Operation operation,
        @JsonProperty("generation") String generation,
        @JsonProperty("model") String model,
        @JsonProperty("title") @Nullable String title,
        @JsonProperty("content") @Nullable String content,
        @JsonProperty("content_ref") @Nullable ContentRef contentRef,
        @JsonProperty("content_hash") @Nullable String contentHash,
        @JsonProperty("source") @Nullable String source,
        @JsonProperty("timestamp") Instant timestamp,
        @JsonProperty("language") @Nullable String language,
        @JsonProperty("metadata") Map<String, Object> metadata,
        @JsonProperty("passages") List<Passage> passages,
        @JsonProperty("submitted_at") Instant submittedAt)
        implements DocumentEvent {}
