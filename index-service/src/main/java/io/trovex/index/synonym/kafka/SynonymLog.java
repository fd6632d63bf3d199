package io.trovex.index.synonym.kafka;

import io.trovex.contracts.SynonymRule;
import io.trovex.contracts.SynonymsDecided;
import io.trovex.contracts.Topics;
import io.trovex.index.synonym.Synonyms;
import io.trovex.stage.DependencyUnavailableException;
import io.trovex.stage.EventCodec;
import io.trovex.stage.EventSender;
import io.trovex.stage.MalformedEventException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.listener.AbstractMessageListenerContainer;

/**
 * Follows the synonyms in {@code pipeline.control} and sets new ones; the newest record counts, in every replica.
 * Thread-safe. Until the log was read there are none.
 */
public final class SynonymLog implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(SynonymLog.class);
    private static final TopicPartition CONTROL = new TopicPartition(Topics.PIPELINE_CONTROL, 0);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);
    private static final Duration AFTER_A_FAILURE = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final SynonymsDecided UNDECIDED = new SynonymsDecided(List.of(), Instant.EPOCH);

    private final Supplier<Consumer<byte[], byte[]>> consumers;
    private final EventCodec codec;
    private final EventSender sender;
    private final Clock clock;
    private volatile Synonyms synonyms = Synonyms.NONE;
    private SynonymsDecided newest = UNDECIDED;

    /** Offset after the last record whose decision counts; -1 before the log was read to its end. */
    private long readTo = -1;

    private volatile boolean open;
    private @Nullable Thread thread;

    public SynonymLog(Supplier<Consumer<byte[], byte[]>> consumers, EventCodec codec, EventSender sender, Clock clock) {
        this.consumers = consumers;
        this.codec = codec;
        this.sender = sender;
        this.clock = clock;
    }

    /** As far as the log has been read. */
    public Synonyms synonyms() {
        return synonyms;
    }

    /**
     * The newest decision; of no rules and at the epoch if there was none.
     *
     * @throws DependencyUnavailableException if the broker does not give it
     */
    public SynonymsDecided decided() {
        awaitRead(0);
        return newest();
    }

    /**
     * Returns when searches of this process go by these rules; those of others do moments later.
     *
     * @throws DependencyUnavailableException if the broker does not answer in time; the rules may still take effect
     */
    public SynonymsDecided decide(List<SynonymRule> rules) {
        SynonymsDecided decided = new SynonymsDecided(rules, clock.instant());
        try {
            long offset = sender.send(Topics.PIPELINE_CONTROL, decided, "index-service")
                    .get(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                    .getRecordMetadata()
                    .offset();
            awaitRead(offset + 1);
            return decided;
        } catch (ExecutionException | TimeoutException e) {
            throw new DependencyUnavailableException("broker", "the broker does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DependencyUnavailableException("process", "interrupted", e);
        }
    }

    @Override
    public void start() {
        open = true;
        thread = Thread.ofPlatform().name("synonym-log").daemon().start(this::follow);
    }

    @Override
    public void stop() {
        open = false;
        if (thread != null) {
            try {
                thread.join(PATIENCE);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
            thread = null;
        }
    }

    @Override
    public boolean isRunning() {
        return open;
    }

    @Override
    public int getPhase() {
        return AbstractMessageListenerContainer.DEFAULT_PHASE;
    }

    private void follow() {
        while (open) {
            SynonymsDecided found = UNDECIDED;
            try (Consumer<byte[], byte[]> consumer = consumers.get()) {
                consumer.assign(List.of(CONTROL));
                consumer.seekToBeginning(List.of(CONTROL));
                while (open) {
                    for (ConsumerRecord<byte[], byte[]> record : consumer.poll(BETWEEN_LOOKS)) {
                        SynonymsDecided decided = decoded(record);
                        found = decided == null ? found : decided;
                    }
                    if (consumer.currentLag(CONTROL).orElse(-1) == 0) {
                        learn(found, consumer.position(CONTROL));
                    }
                }
            } catch (RuntimeException | Error e) {
                LOG.atWarn().setCause(e).log("pipeline.control cannot be followed for now");
                pause();
            }
        }
    }

    private synchronized SynonymsDecided newest() {
        return newest;
    }

    private synchronized void learn(SynonymsDecided decided, long position) {
        if (!decided.equals(newest)) {
            newest = decided;
            synonyms = new Synonyms(decided.rules());
            LOG.atInfo().addKeyValue("rules", decided.rules().size()).log("synonyms took effect");
        }
        readTo = position;
        notifyAll();
    }

    private synchronized void awaitRead(long position) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        try {
            while (readTo < position) {
                long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
                if (left <= 0) {
                    throw new DependencyUnavailableException("broker", "pipeline.control is not read to its end", null);
                }
                wait(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DependencyUnavailableException("process", "interrupted", e);
        }
    }

    private @Nullable SynonymsDecided decoded(ConsumerRecord<byte[], byte[]> record) {
        if (record.key() == null
                || record.value() == null
                || !SynonymsDecided.isKey(new String(record.key(), StandardCharsets.UTF_8))) {
            return null;
        }
        try {
            return codec.decode(record, SynonymsDecided.class);
        } catch (MalformedEventException e) {
            LOG.atError().addKeyValue("offset", record.offset()).setCause(e).log("synonyms cannot be read");
            return null;
        }
    }

    private static void pause() {
        try {
            Thread.sleep(AFTER_A_FAILURE);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
