package io.trovex.ingest.ledger.kafka;

import io.trovex.ingest.ledger.Ledger;
import io.trovex.ingest.log.LogConsumers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Reads the log into the ledger on a thread of its own, assigned to every partition and in no group, so that each
 * replica holds the whole ledger. Whatever goes wrong, it starts again from the last snapshot.
 */
@Component
class LedgerFollower implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(LedgerFollower.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration BETWEEN_LOOKS_AT_TOPICS = Duration.ofSeconds(5);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final Map<String, Object> LARGER_POLLS = Map.of("max.poll.records", 2_000);

    private final Ledger ledger;
    private final LedgerFacts facts;
    private final LedgerStart start;
    private final LedgerSnapshots snapshots;
    private final LogConsumers consumers;
    private final Clock clock;
    private final LedgerProperties properties;
    private volatile @Nullable Thread thread;
    private volatile @Nullable Consumer<byte[], byte[]> reading;

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
        this.consumers = consumers;
        this.clock = clock;
        this.properties = properties;
    }

    @Override
    public void start() {
        Thread follower = Thread.ofPlatform().daemon().name("ledger").unstarted(this::run);
        thread = follower;
        follower.start();
    }

    private void run() {
        while (isRunning()) {
            try (Consumer<byte[], byte[]> consumer = consumers.open("ledger", LARGER_POLLS)) {
                reading = consumer;
                follow(consumer);
            } catch (WakeupException _) {
                // asked to stop
            } catch (RuntimeException e) {
                if (isRunning()) {
                    LOG.atWarn().addKeyValue("cause", e.toString()).log("the ledger starts again from its snapshot");
                    pause();
                }
            } finally {
                reading = null;
            }
        }
    }

    /** Returns when topics have changed, and when it is time to stop. */
    private void follow(Consumer<byte[], byte[]> consumer) {
        LedgerTopics topics = LedgerTopics.of(consumer);
        String topicId = snapshots.topicId();
        start.prepare(consumer, topics, topicId);
        Map<TopicPartition, Long> goals = new HashMap<>(consumer.endOffsets(topics.all()));
        Map<TopicPartition, Long> written = Map.of();
        Instant lookAtTopics = clock.instant().plus(BETWEEN_LOOKS_AT_TOPICS);
        Instant writeSnapshot = clock.instant().plus(properties.snapshotInterval());
        while (isRunning()) {
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

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends within one poll, with a last snapshot. */
    @Override
    public void stop() {
        Thread running = thread;
        thread = null;
        if (running == null) {
            return;
        }
        try {
            if (!running.join(PATIENCE)) {
                Consumer<byte[], byte[]> stuck = reading;
                if (stuck != null) {
                    stuck.wakeup();
                }
                running.interrupt();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }
}
