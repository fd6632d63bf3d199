package io.trovex.ingest.ledger.kafka;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.trovex.ingest.ledger.End;
import io.trovex.ingest.ledger.PartitionSnapshot;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/**
 * A snapshot as it lies in the log.
 *
 * @param topicId of the topic of submissions: one made anew has other offsets
 * @param positions where to read on, by topic and partition
 */
record LedgerSnapshot(
        @JsonProperty("topic_id") String topicId,
        @JsonProperty("partition") int partition,
        @JsonProperty("opening") long opening,
        @JsonProperty("next") long next,
        @JsonProperty("ends") Map<String, byte[]> ends,
        @JsonProperty("positions") Map<String, Map<Integer, Long>> positions) {

    static LedgerSnapshot of(String topicId, PartitionSnapshot partition, Map<TopicPartition, Long> positions) {
        Map<String, byte[]> ends = new HashMap<>();
        partition.ends().forEach((end, offsets) -> ends.put(end.wireName(), offsets));
        Map<String, Map<Integer, Long>> byTopic = new HashMap<>();
        positions.forEach((from, offset) ->
                byTopic.computeIfAbsent(from.topic(), _ -> new HashMap<>()).put(from.partition(), offset));
        return new LedgerSnapshot(topicId, partition.partition(), partition.opening(), partition.next(), ends, byTopic);
    }

    PartitionSnapshot toPartition() {
        Map<End, byte[]> known = new HashMap<>();
        for (End end : End.values()) {
            byte[] offsets = ends.get(end.wireName());
            if (offsets != null) {
                known.put(end, offsets);
            }
        }
        return new PartitionSnapshot(partition, opening, next, known);
    }

    /** 0 for a partition that it has not read. */
    long position(TopicPartition from) {
        return positions.getOrDefault(from.topic(), Map.of()).getOrDefault(from.partition(), 0L);
    }
}
