package io.trovex.ingest.ledger.kafka;

import io.trovex.contracts.Topics;
import io.trovex.ingest.ledger.Ledger;
import io.trovex.ingest.ledger.PartitionSnapshot;
import io.trovex.ingest.log.LogConsumers;
import io.trovex.ingest.log.LogReader;
import io.trovex.ingest.version.HybridLogicalClock;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Puts ledger and consumer where they go on: at the last snapshot, or without one at the beginning of every topic.
 * Where {@code documents.indexed} has forgotten outcomes that no snapshot holds, the account opens with the submissions
 * that are as young as its oldest record: nothing older could be told apart from a loss.
 */
@Component
class LedgerStart {
    private static final Logger LOG = LoggerFactory.getLogger(LedgerStart.class);

    /** Where the account opens is decided once: a slow broker is waited for, and asked again. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final LogConsumers consumers;
    private final Ledger ledger;
    private final LedgerSnapshots snapshots;
    private final HybridLogicalClock versions;
    private final Clock clock;

    LedgerStart(
            LogConsumers consumers,
            Ledger ledger,
            LedgerSnapshots snapshots,
            HybridLogicalClock versions,
            Clock clock) {
        this.consumers = consumers;
        this.ledger = ledger;
        this.snapshots = snapshots;
        this.versions = versions;
        this.clock = clock;
    }

    void prepare(Consumer<byte[], byte[]> consumer, LedgerTopics topics, String topicId) {
        Collection<LedgerSnapshot> written = snapshots.read(topicId, consumer);
        consumer.assign(topics.all());
        Map<TopicPartition, Long> begins = consumer.beginningOffsets(topics.all());
        Map<TopicPartition, Long> ends = consumer.endOffsets(topics.all());
        Collection<LedgerSnapshot> last = withinLog(written, ends);
        List<PartitionSnapshot> partitions =
                last.stream().map(LedgerSnapshot::toPartition).toList();
        ledger.restore(partitions);
        Optional<Instant> forgotten;
        Map<TopicPartition, Long> openings;
        try (LogReader log = consumers.reader("ledger-start", PATIENCE)) {
            observeLast(topics, begins, ends, log);
            forgotten = forgottenBefore(topics.outcomes(), last, begins, ends, log, clock);
            openings = forgotten
                    .map(before -> log.offsetsAt(topics.submissions(), before))
                    .orElse(begins);
        }
        for (TopicPartition from : topics.ends()) {
            long position = Math.max(position(from, last), begins.getOrDefault(from, 0L));
            consumer.seek(from, position > ends.getOrDefault(from, 0L) ? begins.getOrDefault(from, 0L) : position);
        }
        for (TopicPartition from : topics.submissions()) {
            ledger.open(from.partition(), openings.getOrDefault(from, 0L));
            consumer.seek(from, ledger.next(from.partition()));
        }
        LOG.atInfo()
                .addKeyValue("snapshots", partitions.size())
                .addKeyValue(
                        "forgotten_before", forgotten.map(Instant::toString).orElse("never"))
                .log("the ledger opens");
    }

    /** The snapshot may reach to the end, and the wall clock may have been set back since. */
    private void observeLast(
            LedgerTopics topics, Map<TopicPartition, Long> begins, Map<TopicPartition, Long> ends, LogReader log) {
        for (TopicPartition from : topics.submissions()) {
            long end = ends.getOrDefault(from, 0L);
            if (end > begins.getOrDefault(from, 0L)) {
                SubmittedVersion.of(log.present(from, end - 1)).ifPresent(versions::observe);
            }
        }
    }

    /**
     * None of them if one knows submissions that the log has not: it has lost its tail, as in a power failure, and what
     * comes there now is something else.
     */
    private static Collection<LedgerSnapshot> withinLog(
            Collection<LedgerSnapshot> last, Map<TopicPartition, Long> ends) {
        for (LedgerSnapshot snapshot : last) {
            long end = ends.getOrDefault(new TopicPartition(Topics.DOCUMENTS_SUBMITTED, snapshot.partition()), 0L);
            if (snapshot.next() > end) {
                LOG.atWarn()
                        .addKeyValue("partition", snapshot.partition())
                        .addKeyValue("next", snapshot.next())
                        .addKeyValue("end", end)
                        .log("the log of submissions has lost its end; the ledger is made from it anew");
                return List.of();
            }
        }
        return last;
    }

    /** @throws TimeoutException if the oldest outcome does not come: that is no reason to forget older submissions */
    static Optional<Instant> forgottenBefore(
            Collection<TopicPartition> partitions,
            Collection<LedgerSnapshot> last,
            Map<TopicPartition, Long> begins,
            Map<TopicPartition, Long> ends,
            LogReader log,
            Clock clock) {
        Optional<Instant> latest = Optional.empty();
        for (TopicPartition outcomes : partitions) {
            long begin = begins.getOrDefault(outcomes, 0L);
            if (position(outcomes, last) < begin) {
                Instant oldest = begin == ends.getOrDefault(outcomes, 0L)
                        ? clock.instant()
                        : Instant.ofEpochMilli(log.present(outcomes, begin).timestamp());
                latest = latest.filter(oldest::isBefore).or(() -> Optional.of(oldest));
            }
        }
        return latest;
    }

    /** The earliest that any partition's snapshot asks for; entering a fact again changes nothing. */
    private static long position(TopicPartition from, Collection<LedgerSnapshot> last) {
        return last.stream()
                .mapToLong(snapshot -> snapshot.position(from))
                .min()
                .orElse(0);
    }
}
