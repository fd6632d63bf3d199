package io.trovex.ingest.deadletter.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.trovex.contracts.Topics;
import io.trovex.contracts.Violation;
import io.trovex.ingest.deadletter.Bytes;
import io.trovex.ingest.deadletter.DeadLetter;
import io.trovex.ingest.deadletter.Decision;
import io.trovex.ingest.deadletter.LetterFacts;
import io.trovex.ingest.deadletter.LetterState;
import io.trovex.ingest.deadletter.Standing;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A dead letter in a list.
 *
 * @param topic whose record it was
 * @param deadAt when it was written
 * @param origin partition:offset of the submitted record
 * @param preview the beginning of the value
 * @param decidedAt present once somebody has decided
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record LetterView(
        @JsonProperty("id") String id,
        @JsonProperty("state") LetterState state,
        @JsonProperty("topic") String topic,
        @JsonProperty("stage") String stage,
        @JsonProperty("doc_id") @Nullable String docId,
        @JsonProperty("version") @Nullable Long version,
        @JsonProperty("violations") List<Violation> violations,
        @JsonProperty("error_class") String errorClass,
        @JsonProperty("fingerprint") String fingerprint,
        @JsonProperty("attempts") int attempts,
        @JsonProperty("first_failed_at") Instant firstFailedAt,
        @JsonProperty("dead_at") Instant deadAt,
        @JsonProperty("redrive_count") int redriveCount,
        @JsonProperty("trace_id") @Nullable String traceId,
        @JsonProperty("origin") @Nullable String origin,
        @JsonProperty("key_bytes") int keyBytes,
        @JsonProperty("value_bytes") int valueBytes,
        @JsonProperty("preview") @Nullable Bytes preview,
        @JsonProperty("decided_at") @Nullable Instant decidedAt,
        @JsonProperty("reason") @Nullable String reason) {
    private static final int PREVIEW = 500;

    static LetterView of(DeadLetter letter, Standing standing) {
        LetterFacts facts = letter.facts();
        Decision decision = standing.decision();
        return new LetterView(
                letter.id().toString(),
                standing.state(),
                Topics.sourceOf(letter.id().topic()),
                facts.stage(),
                facts.docId(),
                facts.version(),
                facts.violations(),
                facts.errorClass(),
                facts.fingerprint(),
                facts.attempts(),
                facts.firstFailedAt(),
                letter.deadAt(),
                facts.redriveCount(),
                facts.traceId(),
                facts.origin() == null ? null : Objects.toString(facts.origin()),
                length(letter.key()),
                length(letter.value()),
                Bytes.first(letter.value(), PREVIEW),
                decision == null ? null : decision.at(),
                decision == null ? null : decision.reason());
    }

    private static int length(byte @Nullable [] bytes) {
        return bytes == null ? 0 : bytes.length;
    }
}
