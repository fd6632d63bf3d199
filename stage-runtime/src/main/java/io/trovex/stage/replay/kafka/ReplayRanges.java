package io.trovex.stage.replay.kafka;

import io.trovex.contracts.OffsetRange;
import io.trovex.stage.DependencyUnavailableException;
import io.trovex.stage.replay.StartingPoint;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;

/** Finds what lies in a topic now, from a starting point on. */
final class ReplayRanges {
    /** The log's answer to a time after its last record. */
    private static final long NO_SUCH_RECORD = -1L;

    private final Admin admin;

    ReplayRanges(Admin admin) {
        this.admin = admin;
    }

    /** @throws DependencyUnavailableException if the broker does not answer */
    List<OffsetRange> of(String topic, StartingPoint start) {
        List<TopicPartition> partitions = partitions(topic);
        Map<TopicPartition, Long> first = offsets(partitions, OffsetSpec.earliest());
        Map<TopicPartition, Long> end = offsets(partitions, OffsetSpec.latest());
        Map<TopicPartition, Long> wanted = switch (start) {
            case StartingPoint.Beginning _ -> first;
            case StartingPoint.AtOffset(long offset) ->
                partitions.stream().collect(Collectors.toMap(partition -> partition, _ -> offset));
            case StartingPoint.AtTime time -> offsets(partitions, OffsetSpec.forTimestamp(time.millis()));
        };
        return partitions.stream()
                .map(partition -> range(
                        partition.partition(),
                        wanted.getOrDefault(partition, NO_SUCH_RECORD),
                        first.getOrDefault(partition, 0L),
                        end.getOrDefault(partition, 0L)))
                .toList();
    }

    private static OffsetRange range(int partition, long wanted, long first, long end) {
        long from = wanted == NO_SUCH_RECORD ? end : Math.max(wanted, first);
        return new OffsetRange(partition, Math.min(from, end), end);
    }

    private List<TopicPartition> partitions(String topic) {
        TopicDescription description = Answers.await(
                        admin.describeTopics(List.of(topic)).allTopicNames())
                .get(topic);
        return Objects.requireNonNull(description).partitions().stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
    }

    private Map<TopicPartition, Long> offsets(List<TopicPartition> partitions, OffsetSpec spec) {
        Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
        partitions.forEach(partition -> asked.put(partition, spec));
        Map<TopicPartition, Long> offsets = new HashMap<>();
        Map<TopicPartition, ListOffsetsResultInfo> answer =
                Answers.await(admin.listOffsets(asked).all());
        answer.forEach((partition, found) -> offsets.put(partition, found.offset()));
        return offsets;
    }
}
