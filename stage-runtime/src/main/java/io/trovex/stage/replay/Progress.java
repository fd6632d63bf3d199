package io.trovex.stage.replay;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.trovex.contracts.ReplayState;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far a replay is. Partitions are worked on beside each other, so it is through when the slowest is.
 *
 * @param percent of all offsets, 100 only when every partition is through
 * @param recordsPerSecond of the partitions that are not through yet, together; null unless it runs
 * @param secondsLeft estimated; null when there is nothing to estimate from
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Progress(
        @JsonProperty("done") long done,
        @JsonProperty("total") long total,
        @JsonProperty("percent") double percent,
        @JsonProperty("records") long records,
        @JsonProperty("records_per_second") @Nullable Double recordsPerSecond,
        @JsonProperty("seconds_left") @Nullable Long secondsLeft,
        @JsonProperty("partitions") List<PartitionProgress> partitions) {

    public static Progress of(ReplayState state, List<PartitionProgress> partitions) {
        long done = partitions.stream().mapToLong(PartitionProgress::done).sum();
        long total = partitions.stream().mapToLong(PartitionProgress::total).sum();
        boolean running = state == ReplayState.RUNNING;
        return new Progress(
                done,
                total,
                percent(done, total),
                partitions.stream().mapToLong(PartitionProgress::records).sum(),
                running ? rate(partitions) : null,
                running ? secondsLeft(partitions) : null,
                partitions);
    }

    /** Whether every partition is through. */
    public boolean complete() {
        return done == total;
    }

    private static double percent(long done, long total) {
        return total == 0 ? 100 : Math.floor(1000.0 * done / total) / 10;
    }

    private static double rate(List<PartitionProgress> partitions) {
        double rate = partitions.stream()
                .filter(partition -> !partition.complete())
                .mapToDouble(PartitionProgress::recordsPerSecond)
                .sum();
        return Math.round(rate * 10) / 10.0;
    }

    private static @Nullable Long secondsLeft(List<PartitionProgress> partitions) {
        double slowest = partitions.stream()
                .mapToDouble(PartitionProgress::secondsLeft)
                .max()
                .orElse(0);
        return Double.isFinite(slowest) ? (long) Math.ceil(slowest) : null;
    }
}
