package io.trovex.stage.replay.kafka;

import io.trovex.contracts.ReplayDecided;
import io.trovex.contracts.ReplayState;
import io.trovex.stage.DependencyUnavailableException;
import io.trovex.stage.DependencyWaits.Wait;
import io.trovex.stage.Stage;
import io.trovex.stage.StageHeldUpException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.support.KafkaUtils;

/**
 * This process's part of one replay: runs the stage over the replay's ranges beside the live consumer, until the replay
 * is through, or is stopped, or the process ends. Progress is committed after each step, when every result is in the log
 * and every effect is durable; whoever takes over goes on from there.
 */
final class ReplayRun implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(ReplayRun.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(300);

    private final String id;
    private final Stage<?> stage;
    private final ReplayParts parts;
    private volatile boolean wanted = true;

    ReplayRun(String id, Stage<?> stage, ReplayParts parts) {
        this.id = id;
        this.stage = stage;
        this.parts = parts;
    }

    /** Ends after the step in hand. */
    void end() {
        wanted = false;
    }

    @Override
    public void run() {
        KafkaUtils.setConsumerGroupId(replay().group());
        LOG.atInfo()
                .addKeyValue("replay", id)
                .addKeyValue("stage", stage.name())
                .log("replay works");
        while (running()) {
            try (Consumer<byte[], byte[]> consumer = parts.consumers().member(replay().group())) {
                work(consumer);
            } catch (InvalidTopicException e) {
                fail(String.valueOf(e.getMessage()));
            } catch (KafkaException | DependencyUnavailableException e) {
                pause(parts.waits().failed(stage.name(), "broker", e));
            } catch (RuntimeException e) {
                LOG.atError().addKeyValue("replay", id).setCause(e).log("replay failed");
                fail(String.valueOf(e.getMessage()));
            }
        }
        parts.waits().passed();
        LOG.atInfo()
                .addKeyValue("replay", id)
                .addKeyValue("stage", stage.name())
                .addKeyValue("state", replay().state())
                .log("replay rests");
    }

    private void work(Consumer<byte[], byte[]> consumer) {
        String missing = missing(consumer);
        if (missing != null) {
            fail(missing);
            return;
        }
        ReplayPartitions partitions = new ReplayPartitions(replay(), consumer);
        Set<String> documents = Set.copyOf(replay().documents());
        consumer.subscribe(List.of(replay().topic()), partitions);
        while (running()) {
            long before = stage.liveRecords();
            ConsumerRecords<byte[], byte[]> polled = consumer.poll(POLL);
            long start = System.nanoTime();
            if (!passes(wantedOf(polled, partitions, documents), partitions)) {
                continue;
            }
            parts.waits().passed();
            Duration worked = Duration.ofNanos(System.nanoTime() - start);
            partitions.advance(counts(polled, partitions), worked);
            if (partitions.through()) {
                finishWhenAllAre();
                partitions.idle(BETWEEN_LOOKS);
            }
            partitions.idle(parts.pace().rest(worked, stage.liveRecords() > before));
        }
    }

    /** Why the topic cannot be the one that the replay was asked for; null if it can. */
    private @Nullable String missing(Consumer<byte[], byte[]> consumer) {
        String topic = replay().topic();
        Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.partitionsFor(topic).stream()
                .map(found -> new TopicPartition(topic, found.partition()))
                .toList());
        return replay().ranges().stream()
                .filter(range -> ends.getOrDefault(new TopicPartition(topic, range.partition()), -1L) < range.to())
                .map(range -> "%s-%d ends before %d".formatted(topic, range.partition(), range.to()))
                .findFirst()
                .orElse(null);
    }

    private void fail(String reason) {
        try {
            parts.replays().decide(replay(), ReplayState.FAILED, reason);
        } catch (DependencyUnavailableException e) {
            pause(parts.waits().failed(stage.name(), "broker", e));
        }
    }

    /** What a poll holds of the replay's range and documents, in the order of the poll. */
    private static List<ConsumerRecord<byte[], byte[]>> wantedOf(
            ConsumerRecords<byte[], byte[]> polled, ReplayPartitions partitions, Set<String> documents) {
        List<ConsumerRecord<byte[], byte[]>> chosen = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : polled) {
            boolean inRange =
                    partitions.inRange(new TopicPartition(record.topic(), record.partition()), record.offset());
            if (inRange && (documents.isEmpty() || documents.contains(key(record)))) {
                chosen.add(record);
            }
        }
        return chosen;
    }

    /** Waits out what is away, one try at a time, so that a stop is heard in between. */
    private boolean passes(List<ConsumerRecord<byte[], byte[]>> records, ReplayPartitions partitions) {
        if (records.isEmpty()) {
            return true;
        }
        try {
            stage.replay(records);
            parts.meters()
                    .counter(ReplayMeter.RECORDS.meterName(), "stage", stage.name())
                    .increment(records.size());
            return true;
        } catch (StageHeldUpException e) {
            Wait wait = parts.waits().failed(stage.name(), e.dependency(), e);
            partitions.rewind();
            partitions.idle(parts.backoff().delay(wait.attempts()));
            return false;
        }
    }

    private static Map<TopicPartition, Long> counts(
            ConsumerRecords<byte[], byte[]> polled, ReplayPartitions partitions) {
        Map<TopicPartition, Long> counts = new HashMap<>();
        for (TopicPartition partition : polled.partitions()) {
            counts.put(
                    partition,
                    polled.records(partition).stream()
                            .filter(record -> partitions.inRange(partition, record.offset()))
                            .count());
        }
        return counts;
    }

    /** Another process may have partitions that are not through. */
    private void finishWhenAllAre() {
        if (running() && parts.replays().progress(replay()).complete()) {
            parts.replays().decide(replay(), ReplayState.DONE, null);
        }
    }

    private boolean running() {
        return wanted && replay().state() == ReplayState.RUNNING;
    }

    private ReplayDecided replay() {
        return parts.decisions().of(id).orElseThrow();
    }

    private void pause(Wait wait) {
        LOG.atWarn()
                .addKeyValue("replay", id)
                .addKeyValue("attempt", wait.attempts())
                .log("replay waits for the broker: {}", wait.reason());
        try {
            Thread.sleep(parts.backoff().delay(wait.attempts()));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            end();
        }
    }

    private static String key(ConsumerRecord<byte[], byte[]> record) {
        return record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8);
    }
}
