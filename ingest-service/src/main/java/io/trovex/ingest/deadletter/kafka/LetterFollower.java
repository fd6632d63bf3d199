package io.trovex.ingest.deadletter.kafka;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.trovex.ingest.DeadLetterMeter;
import io.trovex.ingest.DeadLetterProperties;
import io.trovex.ingest.deadletter.LetterId;
import io.trovex.ingest.deadletter.Letters;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Keeps the view of the letters: reads every dead-letter topic and the decisions from the beginning, then follows them.
 * While the broker is away it tries again and the view stays as it was.
 */
@Component
class LetterFollower implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(LetterFollower.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final LetterConsumers consumers;
    private final Letters letters;
    private final LetterDecisions decisions;
    private final DeadLetterProperties properties;
    private final MultiGauge gauge;
    private final LetterRecords records = new LetterRecords();
    private final ConcurrentMap<TopicPartition, Long> positions = new ConcurrentHashMap<>();
    private volatile boolean lookAround;
    private volatile @Nullable Thread thread;

    LetterFollower(
            LetterConsumers consumers,
            Letters letters,
            LetterDecisions decisions,
            DeadLetterProperties properties,
            MeterRegistry meters) {
        this.consumers = consumers;
        this.letters = letters;
        this.decisions = decisions;
        this.properties = properties;
        this.gauge = DeadLetterMeter.LETTERS.gauge(meters);
    }

    /** Whether the view knows everything before these offsets. */
    boolean hasReached(Map<TopicPartition, Long> ends) {
        boolean reached =
                ends.entrySet().stream().allMatch(end -> end.getValue() <= positions.getOrDefault(end.getKey(), 0L));
        lookAround |= !reached && !positions.keySet().containsAll(ends.keySet());
        return reached;
    }

    @Override
    public void start() {
        Thread follower = Thread.ofPlatform().daemon().name("dead-letters").unstarted(this::run);
        thread = follower;
        follower.start();
    }

    @Override
    public void stop() {
        Thread running = thread;
        thread = null;
        if (running != null) {
            running.interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }

    private void run() {
        while (isRunning()) {
            try (Consumer<byte[], byte[]> consumer = consumers.create()) {
                follow(consumer);
            } catch (InterruptException e) {
                return;
            } catch (RuntimeException e) {
                LOG.atWarn()
                        .addKeyValue("cause", String.valueOf(e.getMessage()))
                        .log("dead letters cannot be read for now");
                if (!pause()) {
                    return;
                }
            }
        }
    }

    private void follow(Consumer<byte[], byte[]> consumer) {
        long next = System.nanoTime();
        while (isRunning()) {
            if (lookAround || System.nanoTime() - next >= 0) {
                lookAround = false;
                assign(consumer);
                forget(consumer);
                next = System.nanoTime() + properties.refresh().toNanos();
            }
            if (consumer.assignment().isEmpty()) {
                pause();
                continue;
            }
            ConsumerRecords<byte[], byte[]> poll = consumer.poll(POLL);
            poll.forEach(this::apply);
            for (TopicPartition partition : consumer.assignment()) {
                positions.put(partition, consumer.position(partition));
            }
            if (!poll.isEmpty()) {
                measure();
            }
        }
    }

    private void assign(Consumer<byte[], byte[]> consumer) {
        Set<TopicPartition> added = new HashSet<>(LetterConsumers.partitions(consumer));
        Set<TopicPartition> all = new HashSet<>(added);
        added.removeAll(consumer.assignment());
        if (!added.isEmpty()) {
            consumer.assign(all);
            added.forEach(partition -> consumer.seek(partition, positions.getOrDefault(partition, 0L)));
        }
    }

    private void forget(Consumer<byte[], byte[]> consumer) {
        List<TopicPartition> deadLetters = consumer.assignment().stream()
                .filter(partition -> LetterConsumers.isDeadLetters(partition.topic()))
                .toList();
        consumer.beginningOffsets(deadLetters).forEach((partition, first) -> {
            LetterId start = new LetterId(partition.topic(), partition.partition(), first);
            letters.forgetBefore(start).forEach(decisions::forget);
        });
        measure();
    }

    private void apply(ConsumerRecord<byte[], byte[]> record) {
        try {
            if (LetterConsumers.isDeadLetters(record.topic())) {
                letters.add(records.read(record));
            } else {
                decisions.read(record);
            }
        } catch (RuntimeException e) {
            // whatever a record holds, it must not hold up the ones behind it
            LOG.atWarn()
                    .addKeyValue("topic", record.topic())
                    .addKeyValue("partition", record.partition())
                    .addKeyValue("offset", record.offset())
                    .setCause(e)
                    .log("a record of the dead letters' view is passed over");
        }
    }

    private void measure() {
        gauge.register(
                letters.counts().entrySet().stream()
                        .map(count -> MultiGauge.Row.of(
                                Tags.of(
                                        "topic", count.getKey().topic(),
                                        "stage", count.getKey().stage(),
                                        "state", count.getKey().state().name().toLowerCase(Locale.ROOT)),
                                count.getValue()))
                        .toList(),
                true);
    }

    private static boolean pause() {
        try {
            Thread.sleep(PAUSE);
            return true;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
