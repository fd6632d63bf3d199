package io.trovex.stage.replay.kafka;

import io.trovex.contracts.ReplayDecided;
import io.trovex.contracts.Topics;
import io.trovex.stage.EventCodec;
import io.trovex.stage.MalformedEventException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Follows {@code pipeline.control}: the newest decision on every replay. Thread-safe. */
final class ReplayDecisions implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ReplayDecisions.class);
    private static final TopicPartition CONTROL = new TopicPartition(Topics.PIPELINE_CONTROL, 0);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);
    private static final Duration AFTER_A_FAILURE = Duration.ofSeconds(1);

    private final Map<String, ReplayDecided> newest = new ConcurrentHashMap<>();
    private final CountDownLatch caughtUp = new CountDownLatch(1);
    private final Supplier<Consumer<byte[], byte[]>> consumers;
    private final EventCodec codec;
    private @Nullable Thread thread;
    private volatile boolean open = true;

    ReplayDecisions(Supplier<Consumer<byte[], byte[]>> consumers, EventCodec codec) {
        this.consumers = consumers;
        this.codec = codec;
    }

    /** @param follower hears of every decision, in the order of the log */
    void start(java.util.function.Consumer<ReplayDecided> follower) {
        thread = Thread.ofPlatform().name("replay-decisions").daemon().start(() -> follow(follower));
    }

    /** Whether everything that was decided before the start is known; waits a little for it. */
    boolean complete() {
        try {
            return caughtUp.await(5, TimeUnit.SECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    Optional<ReplayDecided> of(String id) {
        return Optional.ofNullable(newest.get(id));
    }

    /** The youngest replay first. */
    List<ReplayDecided> all() {
        return newest.values().stream()
                .sorted(Comparator.comparing(ReplayDecided::createdAt).reversed())
                .toList();
    }

    /** What this process decided itself, as soon as the log has it. */
    void learn(ReplayDecided decided) {
        newest.merge(
                decided.id(), decided, (known, next) -> next.decidedAt().isBefore(known.decidedAt()) ? known : next);
    }

    @Override
    public void close() {
        open = false;
        if (thread == null) {
            return;
        }
        try {
            thread.join(Duration.ofSeconds(5));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void follow(java.util.function.Consumer<ReplayDecided> follower) {
        while (open) {
            try (Consumer<byte[], byte[]> consumer = consumers.get()) {
                consumer.assign(List.of(CONTROL));
                consumer.seekToBeginning(List.of(CONTROL));
                while (open) {
                    consumer.poll(BETWEEN_LOOKS).forEach(record -> read(record, follower));
                    if (caughtUp.getCount() > 0 && consumer.currentLag(CONTROL).orElse(-1) == 0) {
                        caughtUp.countDown();
                    }
                }
            } catch (RuntimeException | Error e) {
                LOG.atWarn().setCause(e).log("pipeline.control cannot be followed for now");
                pause();
            }
        }
    }

    private void read(ConsumerRecord<byte[], byte[]> record, java.util.function.Consumer<ReplayDecided> follower) {
        ReplayDecided decided = decoded(record);
        if (decided == null) {
            return;
        }
        try {
            learn(decided);
            follower.accept(decided);
        } catch (RuntimeException e) {
            // it lacks something: it must not hold up the decisions behind it
            unreadable(record, e);
        }
    }

    private @Nullable ReplayDecided decoded(ConsumerRecord<byte[], byte[]> record) {
        if (record.key() == null
                || record.value() == null
                || !ReplayDecided.isKey(new String(record.key(), StandardCharsets.UTF_8))) {
            return null;
        }
        try {
            return codec.decode(record, ReplayDecided.class);
        } catch (MalformedEventException e) {
            unreadable(record, e);
            return null;
        }
    }

    private static void unreadable(ConsumerRecord<byte[], byte[]> record, RuntimeException cause) {
        LOG.atError().addKeyValue("offset", record.offset()).setCause(cause).log("a decision cannot be read");
    }

    private static void pause() {
        try {
            Thread.sleep(AFTER_A_FAILURE);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
