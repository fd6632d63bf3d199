package io.trovex.index.document.kafka;

import io.trovex.index.engine.IndexUnavailableException;
import io.trovex.index.engine.SearchIndex;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.listener.AbstractConsumerSeekAware;

/**
 * Has a generation's topic consumed from where its index is: when partitions are assigned, and when the index is lost and
 * made again; and once more from before, to announce it. Thread-safe.
 */
class IndexSeeks extends AbstractConsumerSeekAware {
    private static final Logger LOG = LoggerFactory.getLogger(IndexSeeks.class);

    private final SearchIndex index;

    /** Those that the index that took the lost one's place lacks. */
    private final Set<TopicPartition> lost = new HashSet<>();

    IndexSeeks(SearchIndex index) {
        this.index = index;
        index.whenLost(this::lose);
    }

    @Override
    public void onPartitionsAssigned(Map<TopicPartition, Long> assignments, ConsumerSeekCallback seeks) {
        // known before the index is asked: it may be lost in between
        super.onPartitionsAssigned(assignments, seeks);
        Map<Integer, Long> offsets = known();
        if (offsets != null) {
            seek(assignments.keySet(), offsets, List.of(seeks));
        }
    }

    /** Null while the index does not answer: then the group's own offsets hold, which follow what an engine acknowledged. */
    private @Nullable Map<Integer, Long> known() {
        try {
            return index.offsets();
        } catch (IndexUnavailableException e) {
            LOG.atWarn()
                    .addKeyValue("generation", index.generation().id())
                    .addKeyValue("reason", e.getMessage())
                    .log("the index does not say how far it is: reading on from where the group was");
            return null;
        }
    }

    /**
     * Whether these records are not to be applied now: the index is lost, and its partitions are read from where the new one
     * is. To be asked by the thread that polls.
     */
    boolean isLost(List<ConsumerRecord<byte[], byte[]>> poll) {
        Set<TopicPartition> polled = partitions(poll);
        synchronized (lost) {
            // first: what is lost from now on is lost once more
            if (!lost.removeAll(polled)) {
                return false;
            }
        }
        try {
            Map<Integer, Long> offsets = index.offsets();
            polled.forEach(partition -> seek(Set.of(partition), offsets, callbacks(partition)));
        } catch (IndexUnavailableException e) {
            synchronized (lost) {
                lost.addAll(polled);
            }
            throw e;
        }
        return true;
    }

    /** These records are applied and announced, unless the index was lost meanwhile. */
    void consumed(List<ConsumerRecord<byte[], byte[]>> poll) {
        Map<Integer, Long> next = new HashMap<>();
        poll.forEach(record -> next.merge(record.partition(), record.offset() + 1, Math::max));
        synchronized (lost) {
            if (partitions(poll).stream().noneMatch(lost::contains)) {
                index.consumed(next);
            }
        }
    }

    /**
     * Reads on from these offsets, if not from before them. What was applied is judged once more and announced: that
     * changes nothing, but a version that a newer one followed is told to be superseded, and what was refused is refused
     * again. Where nothing is assigned at the moment, nothing is read again.
     */
    void again(Map<Integer, Long> from) {
        Map<Integer, Long> consumed = index.offsets();
        for (TopicPartition partition : getTopicsAndCallbacks().keySet()) {
            Long asked = from.get(partition.partition());
            Long next = consumed.get(partition.partition());
            if (asked != null && next != null) {
                // never forward; and what is in hand may have been judged too early to be told
                long first = Math.min(asked, next);
                seek(Set.of(partition), Map.of(partition.partition(), first), callbacks(partition));
            }
        }
    }

    private void lose() {
        Set<TopicPartition> all = getTopicsAndCallbacks().keySet();
        synchronized (lost) {
            lost.addAll(all);
        }
        // wakes those for which nothing comes; where to go on is looked up with their first record
        all.forEach(partition -> seek(Set.of(partition), Map.of(), callbacks(partition)));
    }

    private List<ConsumerSeekCallback> callbacks(TopicPartition partition) {
        List<ConsumerSeekCallback> callbacks = getSeekCallbacksFor(partition);
        return callbacks == null ? List.of() : callbacks;
    }

    private static void seek(
            Collection<TopicPartition> partitions, Map<Integer, Long> offsets, List<ConsumerSeekCallback> seeks) {
        for (TopicPartition partition : partitions) {
            Long next = offsets.get(partition.partition());
            for (ConsumerSeekCallback each : seeks) {
                if (next == null) {
                    each.seekToBeginning(partition.topic(), partition.partition());
                } else {
                    each.seek(partition.topic(), partition.partition(), next);
                }
            }
        }
    }

    private static Set<TopicPartition> partitions(List<ConsumerRecord<byte[], byte[]>> poll) {
        return poll.stream()
                .map(record -> new TopicPartition(record.topic(), record.partition()))
                .collect(Collectors.toSet());
    }
}
