package io.trovex.client;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A document as a client submits it.
 *
 * @param docId chosen by the server when absent
 * @param embedding base64 of little-endian float32, for a client that brings its own vector
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Document(
        @JsonProperty("doc_id") @Nullable String docId,
        @JsonProperty("title") @Nullable String title,
        @JsonProperty("content") String content,
        @JsonProperty("source") @Nullable String source,
        @JsonProperty("timestamp") @Nullable Instant timestamp,
        @JsonProperty("metadata") @Nullable Map<String, Object> metadata,
        @JsonProperty("embedding") @Nullable String embedding) {

    public static Document of(@Nullable String docId, @Nullable String title, String content, @Nullable String source) {
        return new Document(docId, title, content, source, null, null, null);
    }

    public Document withEmbedding(String base64) {
        return new Document(docId, title, content, source, timestamp, metadata, base64);
    }
}
