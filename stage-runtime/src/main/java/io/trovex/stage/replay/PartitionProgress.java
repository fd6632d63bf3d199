package io.trovex.stage.replay;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.trovex.contracts.OffsetRange;

/**
 * How far a replay is in one partition, in offsets: compaction may have left fewer records than offsets.
 *
 * @param done offsets behind it
 * @param total offsets of its range
 * @param records that went through the stage
 * @param workedMillis time that this took
 */
public record PartitionProgress(
        @JsonProperty("partition") int partition,
        @JsonProperty("done") long done,
        @JsonProperty("total") long total,
        @JsonProperty("records") long records,
        @JsonIgnore long workedMillis) {

    /** @param mark the last; the start of the range when there is none yet */
    public static PartitionProgress of(OffsetRange range, Mark mark) {
        long total = range.to() - range.from();
        long done = Math.clamp(mark.next() - range.from(), 0, total);
        return new PartitionProgress(range.partition(), done, total, mark.records(), mark.workedMillis());
    }

    boolean complete() {
        return done == total;
    }

    double recordsPerSecond() {
        return workedMillis == 0 ? 0 : records * 1000.0 / workedMillis;
    }

    /** Infinite before any of it is done. */
    double secondsLeft() {
        return complete() ? 0 : (total - done) / (done * 1000.0 / Math.max(1, workedMillis));
    }
}
