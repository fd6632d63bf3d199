package io.trovex.ingest.ledger.kafka;

import io.trovex.ingest.ledger.Ledger;
import io.trovex.ingest.log.LogConsumers;
import io.trovex.ingest.log.LogThread;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Reads the log into the ledger on a thread of its own, assigned to every partition and in no group, so that each
 * replica holds the whole ledger. Whatever goes wrong, it starts again from the last snapshot.
 */
@Component
class LedgerFollower implements SmartLifecycle {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration BETWEEN_LOOKS_AT_TOPICS = Duration.ofSeconds(5);
    private static final Map<String, Object> LARGER_POLLS = Map.of("max.poll.records", 2_000);

    private final Ledger ledger;
    private final LedgerFacts facts;
    private final LedgerStart start;
    private final LedgerSnapshots snapshots;
    private final Clock clock;
    private final LedgerProperties properties;
    private final LogThread thread;

    LedgerFollower(
            Ledger ledger,
            LedgerFacts facts,
            LedgerStart start,
            LedgerSnapshots snapshots,
            LogConsumers consumers,
            Clock clock,
            LedgerProperties properties) {
        this.ledger = ledger;
        this.facts = facts;
        this.start = start;
        this.snapshots = snapshots;
        this.clock = clock;
        this.properties = properties;
        this.thread = new LogThread("ledger", () -> consumers.open("ledger", LARGER_POLLS), this::follow);
    }

    /** Returns when topics have changed, too. */
    private void follow(Consumer<byte[], byte[]> consumer, BooleanSupplier wanted) {
        LedgerTopics topics = LedgerTopics.of(consumer);
        String topicId = snapshots.topicId();
        start.prepare(consumer, topics, topicId);
        Map<TopicPartition, Long> goals = new HashMap<>(consumer.endOffsets(topics.all()));
        Map<TopicPartition, Long> written = Map.of();
        Instant lookAtTopics = clock.instant().plus(BETWEEN_LOOKS_AT_TOPICS);
        Instant writeSnapshot = clock.instant().plus(properties.snapshotInterval());
        while (wanted.getAsBoolean()) {
            ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
            records.forEach(facts::enter);
            goals.entrySet().removeIf(goal -> consumer.position(goal.getKey()) >= goal.getValue());
            Instant now = clock.instant();
            boolean heard = !records.isEmpty();
            if (now.isAfter(lookAtTopics)) {
                lookAtTopics = now.plus(BETWEEN_LOOKS_AT_TOPICS);
                heard = true;
                if (!LedgerTopics.of(consumer).equals(topics)) {
                    snapshots.write(topicId, ledger, positions(consumer, topics.ends()));
                    return;
                }
            }
            if (heard || goals.isEmpty() != ledger.isComplete()) {
                ledger.heard(now, goals.isEmpty());
            }
            if (now.isAfter(writeSnapshot)) {
                writeSnapshot = now.plus(properties.snapshotInterval());
                written = writeIfChanged(consumer, topics, topicId, written);
            }
        }
        writeIfChanged(consumer, topics, topicId, written);
    }

    private Map<TopicPartition, Long> writeIfChanged(
            Consumer<byte[], byte[]> consumer,
            LedgerTopics topics,
            String topicId,
            Map<TopicPartition, Long> writtenBefore) {
        Map<TopicPartition, Long> all = positions(consumer, topics.all());
        if (!all.equals(writtenBefore)) {
            snapshots.write(topicId, ledger, positions(consumer, topics.ends()));
        }
        return all;
    }

    private static Map<TopicPartition, Long> positions(Consumer<?, ?> consumer, List<TopicPartition> partitions) {
        Map<TopicPartition, Long> positions = new HashMap<>();
        partitions.forEach(partition -> positions.put(partition, consumer.position(partition)));
        return positions;
    }

    @Override
    public void start() {
        thread.start();
    }

    /** Ends within one poll, with a last snapshot. */
    @Override
    public void stop() {
        thread.stop();
    }

    @Override
    public boolean isRunning() {
        return thread.isRunning();
    }
}
