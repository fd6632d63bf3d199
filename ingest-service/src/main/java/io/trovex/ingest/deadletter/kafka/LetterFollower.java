package io.trovex.ingest.deadletter.kafka;

import io.trovex.ingest.DeadLetterProperties;
import io.trovex.ingest.log.LogConsumers;
import io.trovex.ingest.log.LogThread;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Keeps the view of the letters: reads every dead-letter topic and the decisions from the beginning, then follows them.
 * While the broker is away it tries again and the view stays as it was.
 */
@Component
class LetterFollower implements SmartLifecycle {
    private static final Duration POLL = Duration.ofMillis(200);

    /** Of the time between two looks: a topic that stays away so long is gone, and the decisions on its letters too. */
    private static final int PATIENCE = 3;

    private final LetterIntake intake;
    private final DeadLetterProperties properties;
    private final LetterGauge gauge;
    private final LogThread thread;
    private final ConcurrentMap<TopicPartition, Long> positions = new ConcurrentHashMap<>();
    private final Absences absences;
    private final AtomicLong looksAsked = new AtomicLong();
    private volatile long looksDone;

    LetterFollower(LogConsumers consumers, LetterIntake intake, DeadLetterProperties properties, LetterGauge gauge) {
        this.intake = intake;
        this.properties = properties;
        this.gauge = gauge;
        this.absences = new Absences(properties.refresh().multipliedBy(PATIENCE));
        this.thread = new LogThread("dead-letters", () -> LetterTopics.open(consumers), this::follow);
    }

    /** Whether the view knows everything before these offsets. */
    boolean hasReached(Map<TopicPartition, Long> ends) {
        boolean reached =
                ends.entrySet().stream().allMatch(end -> end.getValue() <= positions.getOrDefault(end.getKey(), 0L));
        if (!reached && !positions.keySet().containsAll(ends.keySet())) {
            long _ = lookAround();
        }
        return reached;
    }

    /** How far the view is. An end of the log before it is that of a topic made anew, which the view has not noticed. */
    Map<TopicPartition, Long> positions() {
        return Map.copyOf(positions);
    }

    /** Asks for a look at what topics there are, and returns its number. */
    long lookAround() {
        return looksAsked.incrementAndGet();
    }

    boolean hasLooked(long number) {
        return looksDone >= number;
    }

    /** Until it is no longer wanted. */
    void follow(Consumer<byte[], byte[]> consumer, BooleanSupplier wanted) {
        long next = System.nanoTime();
        while (wanted.getAsBoolean()) {
            long asked = looksAsked.get();
            if (looksDone < asked || System.nanoTime() - next >= 0) {
                assign(consumer);
                forget(consumer);
                looksDone = asked;
                next = System.nanoTime() + properties.refresh().toNanos();
            }
            ConsumerRecords<byte[], byte[]> poll = consumer.poll(POLL);
            for (TopicPartition partition : consumer.assignment()) {
                enter(partition, poll.records(partition), consumer);
            }
            if (!poll.isEmpty()) {
                gauge.update();
            }
        }
    }

    /** The position may also be before where it was, and without records: the broker has less than it had. */
    private void enter(
            TopicPartition partition, List<ConsumerRecord<byte[], byte[]>> records, Consumer<byte[], byte[]> consumer) {
        long position = consumer.position(partition);
        long from = records.isEmpty() ? position : records.getFirst().offset();
        if (from < positions.getOrDefault(partition, 0L)) {
            readAnew(partition, consumer);
            return;
        }
        records.forEach(intake::enter);
        positions.put(partition, position);
    }

    /** The topic was made anew since the last look: its offsets mean other letters. */
    private void readAnew(TopicPartition partition, Consumer<byte[], byte[]> consumer) {
        intake.forget(partition, Long.MAX_VALUE);
        positions.remove(partition);
        consumer.seek(partition, 0);
    }

    private void assign(Consumer<byte[], byte[]> consumer) {
        Set<TopicPartition> all = new HashSet<>(LetterTopics.partitions(consumer));
        if (all.isEmpty()) {
            throw new UnknownTopicOrPartitionException("no topic of dead letters");
        }
        absences.look(all, System.nanoTime());
        positions.keySet().removeIf(absences::isGone);
        intake.forget(absences::isGone);
        Set<TopicPartition> added = new HashSet<>(all);
        added.removeAll(consumer.assignment());
        if (!consumer.assignment().equals(all)) {
            consumer.assign(all);
            added.forEach(partition -> consumer.seek(partition, positions.getOrDefault(partition, 0L)));
        }
    }

    private void forget(Consumer<byte[], byte[]> consumer) {
        List<TopicPartition> deadLetters = consumer.assignment().stream()
                .filter(partition -> LetterTopics.isDeadLetters(partition.topic()))
                .toList();
        consumer.beginningOffsets(deadLetters).forEach(intake::forget);
        consumer.endOffsets(deadLetters).forEach((partition, end) -> {
            if (end < positions.getOrDefault(partition, 0L)) {
                readAnew(partition, consumer);
            }
        });
        gauge.update();
    }

    @Override
    public void start() {
        thread.start();
    }

    @Override
    public void stop() {
        thread.stop();
    }

    @Override
    public boolean isRunning() {
        return thread.isRunning();
    }
}
