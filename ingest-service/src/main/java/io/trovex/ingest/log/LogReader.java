package io.trovex.ingest.log;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Looks things up in the log: a record by its offset, an offset by its time. Not thread-safe. */
public final class LogReader implements AutoCloseable {
    /** A record that is longer comes all the same, alone. */
    static final int FETCH_BYTES = 64 << 10;

    /** A look at the next partition waits for the fetch ahead of the one before. */
    static final int FETCH_WAIT_MS = 10;

    static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Consumer<byte[], byte[]> consumer;
    private final Duration patience;

    /**
     * @param consumer of its own, which it closes when it is closed
     * @param patience how long it waits for a record
     */
    public LogReader(Consumer<byte[], byte[]> consumer, Duration patience) {
        this.consumer = consumer;
        this.patience = patience;
    }

    /** The first record at the offset or after it; empty if there is none, or none came in time. */
    public Optional<ConsumerRecord<byte[], byte[]>> first(TopicPartition partition, long from) {
        consumer.assign(List.of(partition));
        consumer.seek(partition, from);
        Instant deadline = Instant.now().plus(patience);
        while (Instant.now().isBefore(deadline)) {
            ConsumerRecords<byte[], byte[]> records = consumer.poll(Duration.ofMillis(200));
            if (!records.isEmpty()) {
                return Optional.of(records.iterator().next());
            }
        }
        return Optional.empty();
    }

    /**
     * The first record at the offset or after it, where there must be one.
     *
     * @throws TimeoutException if it does not come in time, which says nothing of the log
     */
    public ConsumerRecord<byte[], byte[]> present(TopicPartition partition, long from) {
        return first(partition, from)
                .orElseThrow(() -> new TimeoutException("the log does not give " + partition + " from " + from));
    }

    /** Whether there is such a partition, and the log has come past the offset. */
    public boolean hasReached(TopicPartition partition, long offset) {
        boolean exists = consumer.partitionsFor(partition.topic()).stream()
                .anyMatch(info -> info.partition() == partition.partition());
        if (!exists || offset < 0) {
            return false;
        }
        consumer.assign(List.of(partition));
        return offset < consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
    }

    /** For each partition the first offset as young as the moment, or its end if all are older. */
    public Map<TopicPartition, Long> offsetsAt(Collection<TopicPartition> partitions, Instant moment) {
        consumer.assign(partitions);
        Map<TopicPartition, Long> times = new HashMap<>();
        partitions.forEach(partition -> times.put(partition, moment.toEpochMilli()));
        Map<TopicPartition, Long> offsets = new HashMap<>(consumer.endOffsets(partitions));
        consumer.offsetsForTimes(times).forEach((partition, found) -> put(offsets, partition, found));
        return offsets;
    }

    private static void put(
            Map<TopicPartition, Long> offsets, TopicPartition partition, @Nullable OffsetAndTimestamp found) {
        if (found != null) {
            offsets.put(partition, found.offset());
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
