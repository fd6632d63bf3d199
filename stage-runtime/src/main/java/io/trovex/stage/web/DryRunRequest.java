package io.trovex.stage.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;

/** A record as HTTP carries it: its bytes in base64. */
record DryRunRequest(
        @JsonProperty("topic")
        @Schema(description = "where it lies; the stage's input by default", example = "documents.submitted")
        @Nullable
        String topic,

        @JsonProperty("key") @Schema(description = "base64", example = "b2NlYW4tNw==") @Nullable
        String key,

        @JsonProperty("value") @Schema(description = "base64", example = "eyJkb2NfaWQiOiAib2NlYW4tNyJ9") @Nullable
        String value,

        @JsonProperty("headers") @Schema(description = "name to base64", example = "{\"origin\": \"MDo3\"}") @Nullable
        Map<String, @Nullable String> headers) {

    /**
     * At no offset: it was not read from the log.
     *
     * @throws ProblemException if something is no base64
     */
    ConsumerRecord<byte[], byte[]> record(String stageTopic) {
        RecordHeaders kept = new RecordHeaders();
        Objects.requireNonNullElse(headers, Map.<String, @Nullable String>of())
                .forEach((name, bytes) -> kept.add(name, decoded("headers." + name, bytes)));
        return new ConsumerRecord<>(
                Objects.requireNonNullElse(topic, stageTopic),
                0,
                0,
                ConsumerRecord.NO_TIMESTAMP,
                TimestampType.NO_TIMESTAMP_TYPE,
                ConsumerRecord.NULL_SIZE,
                ConsumerRecord.NULL_SIZE,
                decoded("key", key),
                decoded("value", value),
                kept,
                Optional.empty());
    }

    private static byte @Nullable [] decoded(String field, @Nullable String base64) {
        if (base64 == null) {
            return null;
        }
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw ProblemException.invalid(field, "not_base64", String.valueOf(e.getMessage()));
        }
    }
}
