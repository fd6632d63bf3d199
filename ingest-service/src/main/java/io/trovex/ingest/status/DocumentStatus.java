package io.trovex.ingest.status;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.trovex.contracts.Violation;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * A document's life as clients see it.
 *
 * @param uploadedAt when its file was accepted; absent once its text is in the log
 * @param indexedAt when searches began to see the version, or its removal
 * @param failedAt when it went to the dead letters
 * @param stage that gave it up
 * @param superseded later submissions of older versions, which the index dropped; the latest first
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DocumentStatus(
        @JsonProperty("doc_id") String docId,
        @JsonProperty("version") long version,
        @JsonProperty("status") Status status,
        @JsonProperty("uploaded_at") @Nullable Instant uploadedAt,
        @JsonProperty("submitted_at") @Nullable Instant submittedAt,
        @JsonProperty("validated_at") @Nullable Instant validatedAt,
        @JsonProperty("embedded_at") @Nullable Instant embeddedAt,
        @JsonProperty("indexed_at") @Nullable Instant indexedAt,
        @JsonProperty("failed_at") @Nullable Instant failedAt,
        @JsonProperty("durations_ms") StageDurations durationsMs,
        @JsonProperty("stage") @Nullable String stage,
        @JsonProperty("violations") @Nullable List<Violation> violations,
        @JsonProperty("trace_id") @Nullable String traceId,
        @JsonProperty("superseded") @Nullable List<Dropped> superseded) {

    public static DocumentStatus of(DocumentLife life) {
        SortedMap<Status, Instant> times = life.times();
        SortedMap<Status, Instant> settled = times.tailMap(Status.SUPERSEDED);
        Failure failure = life.status().isFailure() ? life.failure() : null;
        return new DocumentStatus(
                life.docId(),
                life.version(),
                life.status(),
                times.get(Status.EXTRACTING),
                times.get(Status.SUBMITTED),
                times.get(Status.VALIDATED),
                times.get(Status.EMBEDDED),
                settled.isEmpty() ? null : settled.get(settled.lastKey()),
                failure == null ? null : failure.at(),
                StageDurations.of(times, life.status()),
                failure == null ? null : failure.stage(),
                failure == null ? null : failure.violations(),
                life.traceId(),
                dropped(life));
    }

    private static @Nullable List<Dropped> dropped(DocumentLife life) {
        List<Dropped> others = life.superseded().stream()
                .filter(each -> each.version() != life.version() || each.offset() != life.offset())
                .map(each -> new Dropped(each.version(), each.at(), each.traceId()))
                .toList();
        return others.isEmpty() ? null : others;
    }

    /** A submission, upsert or delete, that came after a newer version and changed nothing. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Dropped(
            @JsonProperty("version") long version,
            @JsonProperty("superseded_at") Instant at,
            @JsonProperty("trace_id") @Nullable String traceId) {}
}
