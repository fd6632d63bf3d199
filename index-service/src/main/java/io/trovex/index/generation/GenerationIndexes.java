package io.trovex.index.generation;

import io.micrometer.core.instrument.MeterRegistry;
import io.trovex.contracts.DocumentVersion;
import io.trovex.contracts.Generation;
import io.trovex.index.document.kafka.EmbeddedDocuments;
import io.trovex.index.document.kafka.Outcomes;
import io.trovex.index.engine.IndexEngine;
import io.trovex.index.engine.IndexUnavailableException;
import io.trovex.index.engine.IndexView;
import io.trovex.index.engine.SearchIndex;
import io.trovex.index.search.SearchService;
import io.trovex.stage.Stages;
import io.trovex.stage.generation.GenerationLife;
import io.trovex.stage.generation.GenerationState;
import io.trovex.stage.generation.Generations;
import io.trovex.stage.generation.kafka.GenerationLog;
import io.trovex.stage.generation.kafka.GenerationTopics;
import io.trovex.stage.objects.ClaimCheck;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.config.ConcurrentKafkaListenerContainerFactory;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.kafka.listener.AbstractMessageListenerContainer;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.MessageListenerContainer;
import org.springframework.stereotype.Component;

/**
 * Keeps an index and a search open for every live generation and lets the one serve that the log says. A search sees one
 * generation from its beginning to its end. Thread-safe.
 */
@Component
public class GenerationIndexes implements SmartLifecycle, Outcomes, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(GenerationIndexes.class);
    private static final long AGAIN_SECONDS = 2;

    private final Generation configured;
    private final GenerationLog log;
    private final GenerationTopics topics;
    private final IndexEngine engine;
    private final GenerationSearches searches;
    private final Stages stages;
    private final ClaimCheck claims;
    private final Clock clock;
    private final MeterRegistry meters;
    private final ConcurrentKafkaListenerContainerFactory<Object, Object> containers;
    private final KafkaListenerEndpointRegistry listeners;
    private final Map<String, OpenGeneration> open = new ConcurrentHashMap<>();
    private final OwedOutcomes owed;
    private final Set<String> deleted = new HashSet<>();
    private final ScheduledExecutorService worker = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("generation-indexes").daemon().factory());
    private volatile OpenGeneration serving;
    private final Settled settled = new Settled();
    private volatile boolean started;

    GenerationIndexes(
            SearchIndex configuredIndex,
            SearchService configuredSearch,
            GenerationLog log,
            GenerationLags lags,
            GenerationTopics topics,
            IndexEngine engine,
            GenerationSearches searches,
            Stages stages,
            ClaimCheck claims,
            Clock clock,
            MeterRegistry meters,
            ConcurrentKafkaListenerContainerFactory<Object, Object> containers,
            KafkaListenerEndpointRegistry listeners) {
        this.configured = configuredIndex.generation();
        this.log = log;
        this.owed = new OwedOutcomes(lags);
        this.topics = topics;
        this.engine = engine;
        this.searches = searches;
        this.stages = stages;
        this.claims = claims;
        this.clock = clock;
        this.meters = meters;
        this.containers = containers;
        this.listeners = listeners;
        this.serving = new OpenGeneration(configuredIndex, configuredSearch, null);
        open.put(configured.id(), serving);
    }

    public SearchIndex serving() {
        return serving.index();
    }

    /**
     * The serving one, for whoever asks: what it does not hold is not there. While the log has not said which one serves,
     * that is the configured one, which answers without the broker, too.
     *
     * @throws IndexUnavailableException while the log has not said it and the configured one is empty
     */
    public SearchIndex answering() {
        return answer().index();
    }

    /** The search over {@link #answering}, which throws alike. */
    public SearchService search() {
        return answer().search();
    }

    private OpenGeneration answer() {
        OpenGeneration now = serving;
        if (settled.isSo() || now.index().statistics().documents() > 0) {
            return now;
        }
        settled.await();
        return serving;
    }

    /** Of any generation that is followed here. */
    public Optional<SearchService> search(String id) {
        return find(id).map(OpenGeneration::search);
    }

    public List<SearchIndex> open() {
        return open.values().stream().map(OpenGeneration::index).toList();
    }

    /** Whether what the log says is in effect here. */
    public boolean isSettled() {
        return settled.isSo();
    }

    /**
     * The serving one's are. One that served before tells what the serving index holds too: that one may have settled it
     * when it did not serve yet.
     */
    @Override
    public boolean areToldBy(Generation generation, DocumentVersion document) {
        SearchIndex now = serving();
        return now.generation().id().equals(generation.id()) || (hasServed(generation.id()) && holds(now, document));
    }

    @Override
    public void toldBy(Generation generation, Consumer<Map<Integer, Long>> again) {
        owed.toldBy(generation, again);
    }

    Optional<OpenGeneration> find(String id) {
        return Optional.ofNullable(open.get(id));
    }

    @Override
    public void start() {
        started = true;
        log.follow(now -> worker.execute(() -> reconcile(now)));
    }

    /** The polls in hand end; the last commit comes after it. */
    @Override
    public void stop() {
        started = false;
        worker.shutdownNow();
        try {
            var _ = worker.awaitTermination(AGAIN_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        open.values().forEach(one -> stop(one.container()));
    }

    @Override
    public boolean isRunning() {
        return started;
    }

    @Override
    public int getPhase() {
        return AbstractMessageListenerContainer.DEFAULT_PHASE;
    }

    /** The index that is a bean is Spring's to close, as is its listener. */
    @Override
    public void close() {
        open.values().stream()
                .filter(one -> one.container() != null)
                .forEach(one -> one.index().close());
    }

    private void reconcile(Generations now) {
        try {
            if (!now.lives().isEmpty() && now.find(configured.id()).isEmpty()) {
                stop(listeners.unregisterListenerContainer(stage(configured.id())));
            }
            boolean all = true;
            for (GenerationLife life : now.lives().values()) {
                if (started && life.state().isLive() && !open.containsKey(life.id())) {
                    all &= hasBegun(life);
                }
            }
            String id = now.serving();
            if (id == null) {
                settle();
            } else if (open.containsKey(id)) {
                OpenGeneration next = Objects.requireNonNull(open.get(id));
                if (!serving.equals(next)) {
                    serving = next;
                    LOG.atInfo().addKeyValue("generation", id).log("searches are answered by another generation");
                }
                settle();
                next.index().serves();
            }
            for (GenerationLife life : now.lives().values()) {
                if (started && !life.state().isLive()) {
                    all &= hasEnded(life);
                }
            }
            if (id != null && now.find(configured.id()).isEmpty()) {
                // once the log knows it, it begins like any other
                release(configured);
            }
            if (!all) {
                again();
            }
        } catch (RuntimeException e) {
            LOG.atWarn().setCause(e).log("the generations cannot be followed for now");
            again();
        }
    }

    private void settle() {
        if (!isSettled()) {
            try {
                serving.search().warmUp();
            } catch (RuntimeException e) {
                LOG.atInfo().addKeyValue("reason", e.toString()).log("the first search was not answered");
            }
            settled.fromNowOn();
        }
    }

    private void again() {
        if (started) {
            var _ = worker.schedule(() -> reconcile(log.generations()), AGAIN_SECONDS, TimeUnit.SECONDS);
        }
    }

    /** One that cannot begin, because its model cannot be loaded say, holds up no other. */
    private boolean hasBegun(GenerationLife life) {
        try {
            begin(life);
            return true;
        } catch (RuntimeException e) {
            LOG.atWarn()
                    .addKeyValue("generation", life.id())
                    .addKeyValue("reason", e.toString())
                    .log("a generation's index cannot be opened for now");
            return false;
        }
    }

    private boolean hasEnded(GenerationLife life) {
        try {
            end(life);
            return true;
        } catch (RuntimeException e) {
            LOG.atWarn()
                    .addKeyValue("generation", life.id())
                    .addKeyValue("reason", e.toString())
                    .log("what a generation leaves behind cannot be deleted for now");
            return false;
        }
    }

    private void begin(GenerationLife life) {
        Generation generation = life.generation();
        topics.create(generation);
        SearchIndex index = engine.open(generation);
        try {
            OpenGeneration one = new OpenGeneration(index, searches.open(index), container(life.id(), index));
            open.put(life.id(), one);
            Objects.requireNonNull(one.container()).start();
        } catch (RuntimeException e) {
            open.remove(life.id());
            index.close();
            throw e;
        }
        LOG.atInfo().addKeyValue("generation", life.id()).log("a generation's index follows the log");
    }

    private MessageListenerContainer container(String id, SearchIndex index) {
        EmbeddedDocuments documents = new EmbeddedDocuments(stage(id), stages, index, claims, clock, meters, this);
        ConcurrentMessageListenerContainer<Object, Object> container =
                containers.createContainer(index.generation().topic());
        container.setBeanName(stage(id));
        container.getContainerProperties().setGroupId(stage(id));
        container.getContainerProperties().setMessageListener(documents);
        return container;
    }

    private void end(GenerationLife life) {
        String id = life.id();
        release(life.generation());
        if (life.state() == GenerationState.RETIRED && !open.containsKey(id) && !deleted.contains(id)) {
            engine.delete(life.generation());
            topics.delete(life.generation());
            deleted.add(id);
        }
    }

    /** Unless it serves. */
    private void release(Generation generation) {
        String id = generation.id();
        if (id.equals(configured.id())) {
            stop(listeners.unregisterListenerContainer(stage(id)));
        }
        OpenGeneration known = open.get(id);
        if (known != null && !known.equals(serving)) {
            stop(known.container());
            if (hasServed(id)) {
                owed.tell(serving.index().generation(), known.index());
            }
            open.remove(id);
            owed.forget(id);
            searches.release(generation);
            stages.forget(stage(id));
            known.index().close();
        }
    }

    private boolean hasServed(String id) {
        return log.generations().find(id).map(GenerationLife::served).orElse(false);
    }

    private static boolean holds(SearchIndex index, DocumentVersion document) {
        try (IndexView view = index.view()) {
            return view.version(document.docId()).orElse(-1) >= document.version();
        }
    }

    private static String stage(String id) {
        return "index." + id;
    }

    private static void stop(@Nullable MessageListenerContainer container) {
        if (container != null) {
            container.stop();
        }
    }
}
