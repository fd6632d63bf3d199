package io.trovex.ingest.status;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import java.time.Instant;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * How long a version was with each stage, its time in the log before it included, in milliseconds. Absent where one of
 * the two moments is unknown.
 *
 * @param total from the submission to the end, whichever it was
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record StageDurations(
        @JsonProperty("validation") @Nullable Double validation,
        @JsonProperty("embedding") @Nullable Double embedding,
        @JsonProperty("indexing") @Nullable Double indexing,
        @JsonProperty("total") @Nullable Double total) {

    static StageDurations of(SortedMap<Status, Instant> times, Status status) {
        SortedMap<Status, Instant> index = times.tailMap(Status.SUPERSEDED);
        return new StageDurations(
                between(times.get(Status.SUBMITTED), times.get(Status.VALIDATED)),
                between(times.get(Status.VALIDATED), times.get(Status.EMBEDDED)),
                index.isEmpty() ? null : between(times.get(Status.EMBEDDED), index.get(index.lastKey())),
                status.isSettled() ? between(times.get(Status.SUBMITTED), times.get(status)) : null);
    }

    private static @Nullable Double between(@Nullable Instant from, @Nullable Instant to) {
        return from == null || to == null
                ? null
                : Math.round(Duration.between(from, to).toNanos() / 1e3) / 1e3;
    }
}
