package io.trovex.ingest.lag;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * How far a group is behind in one partition. What depends on a committed offset is absent where there is none.
 *
 * @param committed the first offset that the group has not committed
 * @param end the offset after the last record
 * @param lag offsets between them
 * @param timeLagSeconds age of the first uncommitted record; 0 without lag
 * @param retentionMargin offsets between the log's start and the committed one: what retention may still delete
 *     without a loss
 * @param messagesLost offsets that retention deleted before the group read them
 * @param verdict absent without a committed offset
 * @param samples on which the verdict stands
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PartitionLag(
        @JsonProperty("topic") String topic,
        @JsonProperty("partition") int partition,
        @JsonProperty("committed") @Nullable Long committed,
        @JsonProperty("end") long end,
        @JsonProperty("lag") @Nullable Long lag,
        @JsonProperty("time_lag_seconds") @Nullable Double timeLagSeconds,
        @JsonProperty("retention_margin") @Nullable Long retentionMargin,
        @JsonProperty("messages_lost") @Nullable Long messagesLost,
        @JsonProperty("seconds_to_drain") @Nullable Double secondsToDrain,
        @JsonProperty("verdict") @Nullable Verdict verdict,
        @JsonProperty("samples") int samples) {

    /** A partition that the group has never committed an offset of. */
    public static PartitionLag uncommitted(String topic, int partition, long end) {
        return new PartitionLag(topic, partition, null, end, null, null, null, null, null, null, 0);
    }
}
