package io.trovex.stage.replay.kafka;

import io.trovex.contracts.OffsetRange;
import io.trovex.contracts.ReplayDecided;
import io.trovex.stage.replay.Mark;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * The partitions of a replay that this process has at the moment, and how far it is in each. Used by the replay's own
 * thread only.
 */
final class ReplayPartitions implements ConsumerRebalanceListener {
    private final Consumer<byte[], byte[]> consumer;
    private final Map<TopicPartition, OffsetRange> ranges;
    private final Map<TopicPartition, Mark> marks = new HashMap<>();

    ReplayPartitions(ReplayDecided replay, Consumer<byte[], byte[]> consumer) {
        this.consumer = consumer;
        this.ranges = replay.ranges().stream()
                .collect(Collectors.toMap(
                        range -> new TopicPartition(replay.topic(), range.partition()), range -> range));
    }

    /** Goes on where the group is, or starts where the range does. */
    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> assigned) {
        Map<TopicPartition, OffsetAndMetadata> committed = consumer.committed(Set.copyOf(assigned));
        for (TopicPartition partition : assigned) {
            OffsetRange range = ranges.get(partition);
            if (range == null) {
                // the topic has grown since
                consumer.pause(Set.of(partition));
                continue;
            }
            OffsetAndMetadata known = committed.get(partition);
            Mark mark = known == null ? new Mark(range.from(), 0, 0) : Mark.of(known.offset(), known.metadata());
            marks.put(partition, mark);
            consumer.seek(partition, mark.next());
            if (mark.next() >= range.to()) {
                consumer.pause(Set.of(partition));
            }
        }
    }

    /** Every step is committed before the next poll, so there is nothing left to do. */
    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> revoked) {
        revoked.forEach(marks::remove);
    }

    boolean inRange(TopicPartition partition, long offset) {
        OffsetRange range = ranges.get(partition);
        return range != null && offset < range.to();
    }

    /** Back to the marks, to read the same records again. */
    void rewind() {
        marks.forEach((partition, mark) -> consumer.seek(partition, mark.next()));
    }

    /**
     * Commits how far the consumer is, gaps included, and pauses what is through.
     *
     * @param records of each partition that went through the stage in this step
     */
    void advance(Map<TopicPartition, Long> records, Duration worked) {
        Map<TopicPartition, OffsetAndMetadata> commits = new HashMap<>();
        marks.replaceAll((partition, mark) -> {
            long end = end(partition);
            if (mark.next() >= end) {
                return mark;
            }
            long next = Math.min(end, consumer.position(partition));
            Mark moved = new Mark(
                    next,
                    mark.records() + records.getOrDefault(partition, 0L),
                    mark.workedMillis() + worked.toMillis());
            if (next > mark.next()) {
                commits.put(partition, new OffsetAndMetadata(next, moved.metadata()));
            }
            if (next == end) {
                consumer.pause(Set.of(partition));
            }
            return moved;
        });
        if (!commits.isEmpty()) {
            consumer.commitSync(commits);
        }
    }

    /** Whether nothing of what this process has is left. */
    boolean through() {
        return marks.entrySet().stream().allMatch(at -> at.getValue().next() >= end(at.getKey()));
    }

    /** Only what has a range has a mark. */
    private long end(TopicPartition partition) {
        return Objects.requireNonNull(ranges.get(partition)).to();
    }

    /** Keeps the consumer in its group without reading. */
    void idle(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        Set<TopicPartition> reading = consumer.assignment().stream()
                .filter(partition -> !consumer.paused().contains(partition))
                .collect(Collectors.toSet());
        consumer.pause(reading);
        while (System.nanoTime() < end && !Thread.currentThread().isInterrupted()) {
            long left = end - System.nanoTime();
            if (!consumer.poll(Duration.ofNanos(Math.clamp(left, 0, 100_000_000)))
                    .isEmpty()) {
                // of a partition that came meanwhile
                rewind();
            }
        }
        consumer.resume(reading.stream().filter(consumer.assignment()::contains).toList());
    }
}
