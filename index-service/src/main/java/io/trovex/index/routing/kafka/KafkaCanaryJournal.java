package io.trovex.index.routing.kafka;

import io.trovex.contracts.CanaryDecided;
import io.trovex.contracts.Topics;
import io.trovex.index.canary.CanaryDecision;
import io.trovex.index.canary.CanaryProgress;
import io.trovex.index.routing.CanaryJournal;
import io.trovex.stage.DependencyUnavailableException;
import io.trovex.stage.EventCodec;
import io.trovex.stage.EventSender;
import io.trovex.stage.MalformedEventException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps decisions on canaries in {@code pipeline.control}. Thread-safe. */
public final class KafkaCanaryJournal implements CanaryJournal {
    private static final Logger LOG = LoggerFactory.getLogger(KafkaCanaryJournal.class);
    private static final TopicPartition CONTROL = new TopicPartition(Topics.PIPELINE_CONTROL, 0);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration POLL = Duration.ofMillis(200);

    private final EventSender sender;
    private final EventCodec codec;
    private final Supplier<Consumer<byte[], byte[]>> consumers;

    /** @param consumers of consumers outside every group */
    public KafkaCanaryJournal(EventSender sender, EventCodec codec, Supplier<Consumer<byte[], byte[]>> consumers) {
        this.sender = sender;
        this.codec = codec;
        this.consumers = consumers;
    }

    @Override
    public void write(CanaryDecision decision) {
        try {
            var _ = sender.send(Topics.PIPELINE_CONTROL, CanaryEvents.event(decision), "index-service")
                    .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new DependencyUnavailableException("broker", "the decision on the canary was not taken", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DependencyUnavailableException("process", "interrupted", e);
        }
    }

    /**
     * Every decision up to now, the oldest first.
     *
     * @throws DependencyUnavailableException if the log does not answer in time
     */
    public List<CanaryDecided> read() {
        List<CanaryDecided> decisions = new ArrayList<>();
        try (Consumer<byte[], byte[]> consumer = consumers.get()) {
            consumer.assign(List.of(CONTROL));
            consumer.seekToBeginning(List.of(CONTROL));
            long end = consumer.endOffsets(List.of(CONTROL), PATIENCE).getOrDefault(CONTROL, 0L);
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (consumer.position(CONTROL, PATIENCE) < end) {
                if (System.nanoTime() - deadline > 0) {
                    throw new DependencyUnavailableException("broker", "pipeline.control is too slow to read", null);
                }
                consumer.poll(POLL).forEach(record -> read(record, decisions));
            }
        } catch (KafkaException e) {
            throw new DependencyUnavailableException("broker", "pipeline.control cannot be read", e);
        }
        decisions.sort(Comparator.comparing(CanaryDecided::decidedAt));
        return decisions;
    }

    /** Where a canary can go on that had this decision last. */
    public static CanaryProgress progress(CanaryDecided last) {
        return CanaryEvents.progress(last);
    }

    private void read(ConsumerRecord<byte[], byte[]> record, List<CanaryDecided> decisions) {
        if (record.key() == null
                || record.value() == null
                || !CanaryDecided.isKey(new String(record.key(), StandardCharsets.UTF_8))) {
            return;
        }
        try {
            decisions.add(codec.decode(record.value(), CanaryDecided.class));
        } catch (MalformedEventException e) {
            LOG.atError().addKeyValue("offset", record.offset()).setCause(e).log("a decision cannot be read");
        }
    }
}
