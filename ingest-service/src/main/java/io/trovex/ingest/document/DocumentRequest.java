package io.trovex.ingest.document;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.trovex.contracts.ContentRef;
import io.trovex.contracts.DocumentSubmitted;
import io.trovex.contracts.Operation;
import io.trovex.contracts.Vector;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a client asks for, its shape checked.
 *
 * @param operation what the request's method or line says; no field of a document
 * @param docId absent: ingest makes one
 * @param content never blank on an upsert, always absent on a delete
 * @param source absent: {@code api}
 * @param timestamp absent: now
 * @param version absent: ingest's clock gives one
 */
public record DocumentRequest(
        @JsonIgnore Operation operation,
        @JsonProperty("doc_id") @Nullable String docId,
        @JsonProperty("title") @Nullable String title,
        @JsonProperty("content") @Nullable String content,
        @JsonProperty("source") @Nullable String source,
        @JsonProperty("timestamp") @Nullable Instant timestamp,
        @JsonProperty("metadata") Map<String, Object> metadata,
        @JsonProperty("embedding") @Nullable Vector embedding,
        @JsonProperty("embedding_model") @Nullable String embeddingModel,
        @JsonProperty("version") @Nullable Long version) {
    private static final String DEFAULT_SOURCE = "api";

    /** The greatest integer that every JSON reader keeps exact. */
    public static final long GREATEST_VERSION = (1L << 53) - 1;

    public static DocumentRequest delete(@Nullable String docId, @Nullable Long version) {
        return new DocumentRequest(Operation.DELETE, docId, null, null, null, null, Map.of(), null, null, version);
    }

    public DocumentRequest withDocId(String docId) {
        return new DocumentRequest(
                operation, docId, title, content, source, timestamp, metadata, embedding, embeddingModel, version);
    }

    public DocumentRequest withVersion(long version) {
        return new DocumentRequest(
                operation, docId, title, content, source, timestamp, metadata, embedding, embeddingModel, version);
    }

    /**
     * The event that puts the request into the log; what the client left out is filled in.
     *
     * @param content the body, unless {@code contentRef} says where it lies
     */
    public DocumentSubmitted submitted(
            String id, long assignedVersion, @Nullable String content, @Nullable ContentRef contentRef, Instant now) {
        return operation == Operation.DELETE
                ? DocumentSubmitted.delete(id, assignedVersion, now)
                : new DocumentSubmitted(
                        id,
                        assignedVersion,
                        Operation.UPSERT,
                        title,
                        content,
                        contentRef,
                        Objects.requireNonNullElse(source, DEFAULT_SOURCE),
                        Objects.requireNonNullElse(timestamp, now),
                        metadata,
                        embedding,
                        embeddingModel,
                        now);
    }
}
