package io.trovex.ingest.deadletter.kafka;

import io.trovex.ingest.DeadLetterProperties;
import io.trovex.ingest.deadletter.DeadLetter;
import io.trovex.ingest.deadletter.LetterArchive;
import io.trovex.ingest.deadletter.LetterId;
import io.trovex.ingest.deadletter.LetterLogUnavailableException;
import io.trovex.ingest.log.LogConsumers;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.springframework.stereotype.Component;

/** Reads letters where they lie, with a consumer for each request. */
@Component
class KafkaLetterArchive implements LetterArchive {
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration PAUSE = Duration.ofMillis(10);

    /** Letters not farther apart are read through rather than sought. */
    private static final long NEAR = 100;

    private final LogConsumers consumers;
    private final LetterFollower follower;
    private final DeadLetterProperties properties;
    private final LetterRecords records = new LetterRecords();

    KafkaLetterArchive(LogConsumers consumers, LetterFollower follower, DeadLetterProperties properties) {
        this.consumers = consumers;
        this.follower = follower;
        this.properties = properties;
    }

    @Override
    public <V> Map<LetterId, V> read(Collection<LetterId> ids, Function<DeadLetter, V> view) {
        Map<LetterId, V> found = new HashMap<>();
        if (ids.isEmpty()) {
            return found;
        }
        Map<TopicPartition, List<LetterId>> places =
                ids.stream().collect(Collectors.groupingBy(id -> new TopicPartition(id.topic(), id.partition())));
        try (Consumer<byte[], byte[]> consumer = LetterTopics.open(consumers)) {
            places.keySet().retainAll(LetterTopics.partitions(consumer));
            Map<TopicPartition, Long> begins = consumer.beginningOffsets(places.keySet());
            Map<TopicPartition, Long> ends = consumer.endOffsets(places.keySet());
            Map<TopicPartition, NavigableSet<Long>> wanted = new HashMap<>();
            places.forEach((partition, letters) -> {
                NavigableSet<Long> offsets =
                        letters.stream().map(LetterId::offset).collect(Collectors.toCollection(TreeSet::new));
                offsets.removeIf(offset ->
                        offset < begins.getOrDefault(partition, 0L) || offset >= ends.getOrDefault(partition, 0L));
                if (!offsets.isEmpty()) {
                    wanted.put(partition, offsets);
                }
            });
            read(consumer, wanted, record -> {
                DeadLetter letter = records.read(record);
                found.put(letter.id(), view.apply(letter));
            });
            return found;
        } catch (KafkaException e) {
            throw new LetterLogUnavailableException("the log does not give the dead letters", e);
        }
    }

    /** All partitions at once: one after the other would wait each time for the fetch ahead of the one before. */
    private void read(
            Consumer<byte[], byte[]> consumer,
            Map<TopicPartition, NavigableSet<Long>> wanted,
            java.util.function.Consumer<ConsumerRecord<byte[], byte[]>> action) {
        consumer.assign(wanted.keySet());
        wanted.forEach((partition, offsets) -> consumer.seek(partition, offsets.first()));
        long deadline = System.nanoTime() + properties.patience().toNanos();
        while (!wanted.isEmpty()) {
            if (System.nanoTime() - deadline > 0) {
                throw new LetterLogUnavailableException("the log does not give the dead letters in time", null);
            }
            ConsumerRecords<byte[], byte[]> poll = consumer.poll(POLL);
            for (TopicPartition partition : poll.partitions()) {
                NavigableSet<Long> offsets = wanted.getOrDefault(partition, Collections.emptyNavigableSet());
                for (ConsumerRecord<byte[], byte[]> record : poll.records(partition)) {
                    if (offsets.remove(record.offset())) {
                        action.accept(record);
                    }
                }
            }
            wanted.entrySet().removeIf(partition -> isRead(consumer, partition.getKey(), partition.getValue()));
        }
    }

    private static boolean isRead(
            Consumer<byte[], byte[]> consumer, TopicPartition partition, NavigableSet<Long> wanted) {
        long position = consumer.position(partition);
        wanted.headSet(position).clear();
        if (wanted.isEmpty()) {
            consumer.pause(List.of(partition));
            return true;
        }
        if (wanted.first() > position + NEAR) {
            consumer.seek(partition, wanted.first());
        }
        return false;
    }

    @Override
    public void awaitCurrentView() {
        try (Consumer<byte[], byte[]> consumer = LetterTopics.open(consumers)) {
            Map<TopicPartition, Long> before = follower.positions();
            List<TopicPartition> partitions = LetterTopics.partitions(consumer);
            consumer.assign(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            boolean anew =
                    ends.entrySet().stream().anyMatch(end -> end.getValue() < before.getOrDefault(end.getKey(), 0L));
            long look = anew ? follower.lookAround() : 0;
            long deadline = System.nanoTime() + properties.patience().toNanos();
            while (!follower.hasLooked(look) || !follower.hasReached(ends)) {
                if (System.nanoTime() - deadline > 0) {
                    throw new LetterLogUnavailableException("the view of the dead letters is behind the log", null);
                }
                Thread.sleep(PAUSE);
            }
        } catch (KafkaException e) {
            throw new LetterLogUnavailableException("the log does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LetterLogUnavailableException("interrupted", e);
        }
    }
}
