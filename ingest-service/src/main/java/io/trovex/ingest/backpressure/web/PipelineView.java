package io.trovex.ingest.backpressure.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.trovex.ingest.backpressure.Gate;
import io.trovex.ingest.lag.DeadLetterDepth;
import io.trovex.ingest.lag.GroupLag;
import io.trovex.ingest.lag.Verdict;
import io.trovex.stage.StageState;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The pipeline at a glance.
 *
 * @param since when it began to accept, or to answer 429
 * @param inFlight documents accepted that came to no end yet; absent while the log is still being read
 * @param high in flight at which it answers 429
 * @param low in flight at which it accepts again
 * @param drainRate documents a second that came to an end lately
 * @param secondsToDrain until nothing is in flight if nothing more came; absent when nothing drains
 * @param overdue documents in flight past the deadline
 * @param stages what each waits for; those that run elsewhere only where their address is configured
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record PipelineView(
        @JsonProperty("state") Gate.State state,
        @JsonProperty("since") Instant since,
        @JsonProperty("in_flight") @Nullable Long inFlight,
        @JsonProperty("high") long high,
        @JsonProperty("low") long low,
        @JsonProperty("drain_rate") double drainRate,
        @JsonProperty("seconds_to_drain") @Nullable Double secondsToDrain,
        @JsonProperty("overdue") long overdue,
        @JsonProperty("stages") List<StageState> stages,
        @JsonProperty("groups") List<Group> groups,
        @JsonProperty("dead_letters") List<DeadLetterDepth> deadLetters,
        @JsonProperty("sampled_at") Instant sampledAt) {

    /** A consumer group in short; {@code /v1/pipeline/lag} has its partitions. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Group(
            @JsonProperty("group") String group,
            @JsonProperty("verdict") @Nullable Verdict verdict,
            @JsonProperty("lag") @Nullable Long lag,
            @JsonProperty("time_lag_seconds") @Nullable Double timeLagSeconds) {

        static Group of(GroupLag lag) {
            return new Group(lag.group(), lag.verdict(), lag.lag(), lag.timeLagSeconds());
        }
    }
}
