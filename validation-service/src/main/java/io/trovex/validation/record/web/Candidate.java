package io.trovex.validation.record.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.trovex.contracts.DocumentSubmitted;
import io.trovex.contracts.Operation;
import io.trovex.contracts.Vector;
import io.trovex.stage.web.ProblemException;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A document as a client would submit it.
 *
 * @param docId absent: ingest would make one
 * @param source absent: {@code api}
 * @param timestamp absent: now
 * @param embedding a list of numbers, or base64 of little-endian float32
 */
record Candidate(
        @JsonProperty("doc_id") @Nullable String docId,
        @JsonProperty("version") @Nullable Long version,
        @JsonProperty("title") @Nullable String title,
        @JsonProperty("content") @Nullable String content,
        @JsonProperty("source") @Nullable String source,
        @JsonProperty("timestamp") @Nullable Instant timestamp,
        @JsonProperty("metadata") @Nullable Map<String, Object> metadata,
        @JsonProperty("embedding") @Nullable JsonNode embedding,
        @JsonProperty("embedding_model") @Nullable String embeddingModel) {

    DocumentSubmitted submitted(Instant now) {
        return new DocumentSubmitted(
                Objects.requireNonNullElse(docId, "unnamed"),
                version == null ? now.toEpochMilli() * 1_000 : version,
                Operation.UPSERT,
                title,
                content,
                null,
                Objects.requireNonNullElse(source, "api"),
                Objects.requireNonNullElse(timestamp, now),
                Objects.requireNonNullElse(metadata, Map.of()),
                embedding == null || embedding.isNull() ? null : vector(embedding),
                embeddingModel,
                now);
    }

    private static Vector vector(JsonNode embedding) {
        try {
            return embedding.isString() ? Vector.fromBase64(embedding.stringValue()) : Vector.of(numbers(embedding));
        } catch (IllegalArgumentException _) {
            throw malformed();
        }
    }

    private static float[] numbers(JsonNode embedding) {
        if (!embedding.isArray() || !embedding.valueStream().allMatch(JsonNode::isNumber)) {
            throw malformed();
        }
        float[] components = new float[embedding.size()];
        for (int i = 0; i < components.length; i++) {
            components[i] = (float) embedding.get(i).doubleValue();
        }
        return components;
    }

    private static ProblemException malformed() {
        return ProblemException.invalid(
                "embedding", "malformed", "embedding must be a list of numbers or base64 of little-endian float32");
    }
}
