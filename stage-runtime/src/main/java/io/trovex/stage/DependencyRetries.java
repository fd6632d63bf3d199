package io.trovex.stage;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.listener.CommonErrorHandler;
import org.springframework.kafka.listener.MessageListenerContainer;

/**
 * Offers a poll that failed again and again until it passes. The consumer goes back to the first records that have
 * not passed and waits with its partitions paused, polling so that it stays in its group. A partition that is taken away meanwhile
 * takes its records along: whoever has it reads them from the committed offset, and nobody else touches them.
 */
final class DependencyRetries implements CommonErrorHandler {
    private static final Logger LOG = LoggerFactory.getLogger(DependencyRetries.class);
    private static final Duration BETWEEN_POLLS = Duration.ofMillis(100);

    private final DependencyWaits waits;
    private final Backoff backoff;
    private final Memberships memberships;
    private final Set<Thread> holding = ConcurrentHashMap.newKeySet();

    DependencyRetries(DependencyWaits waits, Backoff backoff, Memberships memberships) {
        this.waits = waits;
        this.backoff = backoff;
        this.memberships = memberships;
    }

    @Override
    public void handleBatch(
            Exception thrown,
            ConsumerRecords<?, ?> records,
            Consumer<?, ?> consumer,
            MessageListenerContainer container,
            Runnable invokeListener) {
        StageHeldUpException heldUp = heldUp(thrown);
        rewind(records, heldUp == null ? Map.of() : heldUp.passed(), consumer);
        DependencyWaits.Wait wait = waits.failed(stage(thrown, container), dependency(thrown), cause(thrown));
        Duration delay = backoff.delay(wait.attempts());
        LOG.atWarn()
                .addKeyValue("stage", wait.stage())
                .addKeyValue("dependency", wait.dependency())
                .addKeyValue("attempt", wait.attempts())
                .addKeyValue("since", wait.since())
                .addKeyValue("retry_in_ms", delay.toMillis())
                .setCause(wait.attempts() == 1 ? cause(thrown) : null)
                .log("stage waits: {}", wait.reason());
        hold(delay, consumer, container);
        if (records.partitions().stream().noneMatch(consumer.assignment()::contains)) {
            waits.passed();
        }
    }

    @Override
    public void onPartitionsAssigned(
            Consumer<?, ?> consumer, Collection<TopicPartition> partitions, Runnable publishPause) {
        memberships.joined(consumer.groupMetadata().groupId());
        if (holding.contains(Thread.currentThread())) {
            consumer.pause(partitions);
        }
    }

    /** The container calls it when a poll passes after one that failed, and when it stops. */
    @Override
    public void clearThreadState() {
        waits.passed();
    }

    /** Nothing that failed may be committed. */
    @Override
    public boolean isAckAfterHandle() {
        return false;
    }

    @Override
    public boolean seeksAfterHandling() {
        return true;
    }

    private void hold(Duration delay, Consumer<?, ?> consumer, MessageListenerContainer container) {
        long end = System.nanoTime() + delay.toNanos();
        holding.add(Thread.currentThread());
        try {
            consumer.pause(consumer.assignment());
            while (container.isRunning() && System.nanoTime() < end) {
                ConsumerRecords<?, ?> unexpected = consumer.poll(BETWEEN_POLLS);
                rewind(unexpected, Map.of(), consumer);
            }
        } catch (WakeupException _) {
            // the container stops; what failed is not committed and comes again
        } finally {
            holding.remove(Thread.currentThread());
        }
        if (!container.isPauseRequested()) {
            consumer.resume(consumer.assignment().stream()
                    .filter(partition -> !container.isPartitionPauseRequested(partition))
                    .toList());
        }
    }

    private static void rewind(
            ConsumerRecords<?, ?> records, Map<TopicPartition, Long> passed, Consumer<?, ?> consumer) {
        for (TopicPartition partition : records.partitions()) {
            if (consumer.assignment().contains(partition)) {
                long first = records.records(partition).getFirst().offset();
                consumer.seek(partition, passed.getOrDefault(partition, first));
            }
        }
    }

    private static String stage(Throwable thrown, MessageListenerContainer container) {
        StageHeldUpException heldUp = heldUp(thrown);
        return heldUp == null ? String.valueOf(container.getListenerId()) : heldUp.stage();
    }

    private static String dependency(Throwable thrown) {
        StageHeldUpException heldUp = heldUp(thrown);
        return heldUp == null ? Fault.dependency(thrown) : heldUp.dependency();
    }

    private static Throwable cause(Throwable thrown) {
        StageHeldUpException heldUp = heldUp(thrown);
        return heldUp == null || heldUp.getCause() == null ? thrown : heldUp.getCause();
    }

    private static @Nullable StageHeldUpException heldUp(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof StageHeldUpException heldUp) {
                return heldUp;
            }
        }
        return null;
    }
}
