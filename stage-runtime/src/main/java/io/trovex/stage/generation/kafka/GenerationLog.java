package io.trovex.stage.generation.kafka;

import io.trovex.contracts.CanaryDecided;
import io.trovex.contracts.Event;
import io.trovex.contracts.GenerationDecided;
import io.trovex.contracts.Topics;
import io.trovex.stage.DependencyUnavailableException;
import io.trovex.stage.EventCodec;
import io.trovex.stage.EventSender;
import io.trovex.stage.MalformedEventException;
import io.trovex.stage.generation.Generations;
import io.trovex.stage.generation.Refusal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
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
 * Follows the decisions on generations in {@code pipeline.control} and proposes new ones. The order of the log decides:
 * every process folds the same records by {@link Generations#after}. Thread-safe.
 */
public final class GenerationLog implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(GenerationLog.class);
    private static final TopicPartition CONTROL = new TopicPartition(Topics.PIPELINE_CONTROL, 0);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);
    private static final Duration AFTER_A_FAILURE = Duration.ofSeconds(1);
    private static final int PATIENCE_SECONDS = 5;
    private static final String BY_CANARY = "canary";

    private final Supplier<Consumer<byte[], byte[]>> consumers;
    private final EventCodec codec;
    private final EventSender sender;
    private final List<java.util.function.Consumer<Generations>> followers = new CopyOnWriteArrayList<>();
    private final Map<String, CompletableFuture<Optional<Refusal>>> proposed = new ConcurrentHashMap<>();
    private final CountDownLatch caughtUp = new CountDownLatch(1);
    private volatile Generations generations = Generations.NONE;
    private volatile boolean open;
    private @Nullable Thread thread;

    GenerationLog(Supplier<Consumer<byte[], byte[]>> consumers, EventCodec codec, EventSender sender) {
        this.consumers = consumers;
        this.codec = codec;
        this.sender = sender;
    }

    /**
     * @param follower told of the generations once all that was decided is read, and after each change; on the reader's
     *     thread, so it must be quick
     */
    public void follow(java.util.function.Consumer<Generations> follower) {
        followers.add(follower);
        if (isCaughtUp()) {
            follower.accept(generations);
        }
    }

    /** As far as the log has been read. */
    public Generations generations() {
        return generations;
    }

    public boolean isCaughtUp() {
        return caughtUp.getCount() == 0;
    }

    /**
     * Waits a little for everything that was decided before the start.
     *
     * @throws DependencyUnavailableException if the broker does not give it
     */
    public Generations complete() {
        try {
            if (!caughtUp.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new DependencyUnavailableException("broker", "pipeline.control is not read to its end yet", null);
            }
            return generations;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DependencyUnavailableException("process", "interrupted", e);
        }
    }

    /**
     * Returns what the log made of the decision: why it has no effect, or nothing if it has.
     *
     * @throws DependencyUnavailableException if the broker does not answer in time; the decision may still take effect
     */
    public Optional<Refusal> propose(GenerationDecided decided) {
        CompletableFuture<Optional<Refusal>> verdict = new CompletableFuture<>();
        proposed.put(decided.id(), verdict);
        try {
            sender.send(Topics.PIPELINE_CONTROL, decided, "generations").get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            return verdict.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new DependencyUnavailableException("broker", "the broker does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DependencyUnavailableException("process", "interrupted", e);
        } finally {
            proposed.remove(decided.id());
        }
    }

    @Override
    public void start() {
        open = true;
        thread = Thread.ofPlatform().name("generation-log").daemon().start(this::read);
    }

    @Override
    public void stop() {
        open = false;
        if (thread != null) {
            try {
                thread.join(Duration.ofSeconds(PATIENCE_SECONDS));
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

    private void read() {
        while (open) {
            Generations folded = Generations.NONE;
            try (Consumer<byte[], byte[]> consumer = consumers.get()) {
                consumer.assign(List.of(CONTROL));
                consumer.seekToBeginning(List.of(CONTROL));
                while (open) {
                    for (ConsumerRecord<byte[], byte[]> record : consumer.poll(BETWEEN_LOOKS)) {
                        folded = fold(folded, record);
                    }
                    if (!isCaughtUp() && consumer.currentLag(CONTROL).orElse(-1) == 0) {
                        caughtUp.countDown();
                        tell(folded);
                    }
                }
            } catch (RuntimeException | Error e) {
                // a process that no longer hears what is decided would serve what is retired
                LOG.atWarn().setCause(e).log("pipeline.control cannot be followed for now");
                pause();
            }
        }
    }

    private Generations fold(Generations before, ConsumerRecord<byte[], byte[]> record) {
        Event event = decoded(record);
        Generations after;
        try {
            after = switch (event) {
                case GenerationDecided decided -> before.after(decided);
                case CanaryDecided step -> before.after(step);
                case null, default -> before;
            };
        } catch (RuntimeException e) {
            // it lacks something, for every process that reads it: none lets it take effect
            unreadable(record, e);
            return before;
        }
        if (event instanceof GenerationDecided decided) {
            publish(after, decided.generation(), decided.action(), decided.by());
            CompletableFuture<Optional<Refusal>> asked = proposed.get(decided.id());
            if (asked != null) {
                asked.complete(before.refusal(decided));
            }
        } else if (event instanceof CanaryDecided step) {
            publish(after, step.candidate(), step.decision(), BY_CANARY);
        }
        return after;
    }

    /** While the log is read once more after a failure, what was known already is no news. */
    private void publish(Generations after, String generation, Enum<?> decision, String by) {
        if (after.revision() <= generations.revision()) {
            return;
        }
        generations = after;
        if (isCaughtUp()) {
            LOG.atInfo()
                    .addKeyValue("generation", generation)
                    .addKeyValue("decision", decision)
                    .addKeyValue("by", by)
                    .addKeyValue("revision", after.revision())
                    .log("a decision on a generation took effect");
            tell(after);
        }
    }

    private void tell(Generations now) {
        for (java.util.function.Consumer<Generations> follower : followers) {
            try {
                follower.accept(now);
            } catch (RuntimeException e) {
                LOG.atError().setCause(e).log("a change of the generations was not taken note of");
            }
        }
    }

    private @Nullable Event decoded(ConsumerRecord<byte[], byte[]> record) {
        if (record.key() == null || record.value() == null) {
            return null;
        }
        String key = new String(record.key(), StandardCharsets.UTF_8);
        try {
            if (GenerationDecided.isKey(key)) {
                return codec.decode(record, GenerationDecided.class);
            }
            return CanaryDecided.isKey(key) ? codec.decode(record, CanaryDecided.class) : null;
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
