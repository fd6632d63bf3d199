package io.trovex.ingest.deadletter.kafka;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;

/**
 * Tells partitions that are gone from those that one list left out, as a broker's may that has just come up: a partition
 * is gone when no list has named it for a while. Not thread-safe.
 */
final class Absences {
    private final long patience;
    private final Map<TopicPartition, Long> since = new HashMap<>();
    private Set<TopicPartition> listed = Set.of();
    private long now;

    /** @param patience how long a partition may be missing and is still taken to be there */
    Absences(Duration patience) {
        this.patience = patience.toNanos();
    }

    /**
     * Takes note of a list.
     *
     * @param nanos when it was made, of {@link System#nanoTime}
     */
    void look(Set<TopicPartition> partitions, long nanos) {
        listed = partitions;
        now = nanos;
        since.keySet().removeAll(partitions);
    }

    /** As of the last list. One that was never listed is missed from the first question on. */
    boolean isGone(TopicPartition partition) {
        if (listed.contains(partition)) {
            return false;
        }
        return now - since.computeIfAbsent(partition, _ -> now) >= patience;
    }
}
