package io.trovex.ingest.lag;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;

/**
 * One sample of the whole pipeline.
 *
 * @param asOf when it was taken; the epoch before the first
 * @param intervalSeconds until the next
 */
public record LagReport(
        @JsonProperty("as_of") Instant asOf,
        @JsonProperty("interval_seconds") double intervalSeconds,
        @JsonProperty("groups") List<GroupLag> groups,
        @JsonProperty("dead_letters") List<DeadLetterDepth> deadLetters) {

    public LagReport {
        groups = List.copyOf(groups);
        deadLetters = List.copyOf(deadLetters);
    }

    public long deadLetterDepth() {
        return deadLetters.stream().mapToLong(DeadLetterDepth::depth).sum();
    }
}
