package io.trovex.embedding.document.kafka;

import io.trovex.contracts.Generation;
import io.trovex.contracts.GenerationSpec;
import io.trovex.embedding.document.GenerationEngines;
import io.trovex.embedding.engine.EmbeddingEngine;
import io.trovex.embedding.model.EmbeddingModel;
import io.trovex.embedding.model.ModelRefusedException;
import io.trovex.embedding.passage.PassageLimits;
import io.trovex.stage.DependencyWaits;
import io.trovex.stage.Stages;
import io.trovex.stage.generation.GenerationLife;
import io.trovex.stage.generation.Generations;
import io.trovex.stage.generation.kafka.GenerationLog;
import io.trovex.stage.generation.kafka.GenerationTopics;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.kafka.listener.AbstractMessageListenerContainer;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.MessageListenerContainer;
import org.springframework.stereotype.Component;

/**
 * Embeds for every live generation: starts, pauses and stops what reads for each, as the log says. One that cannot be
 * built fails alone; what may work later is tried again.
 */
@Component
@EnableConfigurationProperties(GenerationProperties.class)
class GenerationStages implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(GenerationStages.class);
    private static final long AGAIN_SECONDS = 5;

    private final Stages stages;
    private final GenerationLog log;
    private final GenerationTopics topics;
    private final GenerationProposals proposals;
    private final GenerationReader reader;
    private final GenerationEngines engines;
    private final Generation configured;
    private final EmbeddingModel model;
    private final PassageLimits limits;
    private final KafkaListenerEndpointRegistry listeners;
    private final DependencyWaits waits;
    private final Map<String, ConcurrentMessageListenerContainer<Object, Object>> running = new HashMap<>();
    private final ScheduledExecutorService worker = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("generation-stages").daemon().factory());
    private final Retry retry;
    private volatile boolean started;

    GenerationStages(
            Stages stages,
            GenerationLog log,
            GenerationTopics topics,
            GenerationProposals proposals,
            GenerationReader reader,
            GenerationEngines engines,
            Generation configured,
            EmbeddingModel model,
            PassageLimits limits,
            KafkaListenerEndpointRegistry listeners,
            DependencyWaits waits) {
        this.stages = stages;
        this.log = log;
        this.topics = topics;
        this.proposals = proposals;
        this.reader = reader;
        this.engines = engines;
        this.configured = configured;
        this.model = model;
        this.limits = limits;
        this.listeners = listeners;
        this.waits = waits;
        this.retry = new Retry(this::later, () -> reconcile(log.generations()));
    }

    @Override
    public void start() {
        started = true;
        log.follow(now -> worker.execute(() -> reconcile(now)));
    }

    @Override
    public void stop() {
        started = false;
        worker.shutdownNow();
        synchronized (running) {
            running.values().forEach(ConcurrentMessageListenerContainer::stop);
            running.forEach(reader::end);
            running.clear();
        }
    }

    @Override
    public boolean isRunning() {
        return started;
    }

    @Override
    public int getPhase() {
        return AbstractMessageListenerContainer.DEFAULT_PHASE;
    }

    private void reconcile(Generations now) {
        try {
            if (now.lives().isEmpty() && started) {
                proposals.bootstrap(configured.id(), spec());
                return;
            }
            boolean all = true;
            synchronized (running) {
                if (now.find(configured.id()).isEmpty()) {
                    end(configured.id());
                    LOG.atWarn()
                            .addKeyValue("configured", configured.id())
                            .addKeyValue("serving", now.serving())
                            .log(
                                    "the configured generation is none of the log's: create it with trovex generation create");
                }
                for (GenerationLife life : now.lives().values()) {
                    if (started) {
                        all &= isFollowed(life);
                    }
                }
            }
            if (all) {
                waits.passed();
            }
        } catch (RuntimeException e) {
            LOG.atWarn().setCause(e).log("the generations cannot be followed for now");
            retry.ask();
        }
    }

    /** What is wrong with one generation holds up no other. */
    private boolean isFollowed(GenerationLife life) {
        try {
            reconcile(life);
            return true;
        } catch (RuntimeException e) {
            var wait = waits.failed(GenerationReader.name(life.id()), "model", e);
            engines.failed(life.id(), wait.reason());
            LOG.atWarn()
                    .addKeyValue("generation", life.id())
                    .addKeyValue("reason", wait.reason())
                    .setCause(e)
                    .log("a generation cannot be followed for now");
            retry.ask();
            return false;
        }
    }

    private void reconcile(GenerationLife life) {
        String id = life.id();
        if (!life.state().isLive()) {
            end(id);
            return;
        }
        MessageListenerContainer container = container(id);
        EmbeddingEngine engine = engines.find(id);
        if (container == null || engine == null) {
            begin(life);
            return;
        }
        try {
            GenerationReader.requireFitting(life, engine.model().description());
        } catch (IllegalArgumentException e) {
            end(id);
            throw e;
        }
        reader.share(life, engine);
        pause(container, life.paused());
        container.start();
    }

    private static void pause(MessageListenerContainer container, boolean pause) {
        if (pause) {
            container.pause();
        } else {
            container.resume();
        }
    }

    private void begin(GenerationLife life) {
        topics.create(life.generation());
        try {
            String id = life.id();
            running.put(id, reader.read(life, reason -> worker.execute(() -> giveUp(id, reason))));
        } catch (ModelRefusedException | IllegalArgumentException e) {
            boolean lasting = !(e instanceof ModelRefusedException refused) || refused.isLasting();
            if (life.served() || !lasting) {
                throw e;
            }
            giveUp(life.id(), String.valueOf(e.getMessage()));
        }
    }

    private void giveUp(String id, String reason) {
        proposals.fail(id, reason, this::later);
    }

    private void later(Runnable step) {
        if (started) {
            var _ = worker.schedule(step, AGAIN_SECONDS, TimeUnit.SECONDS);
        }
    }

    /** What reads for it; the configured one has a listener of Spring's until that is ended. */
    private @Nullable MessageListenerContainer container(String id) {
        var own = running.get(id);
        return own == null && id.equals(configured.id())
                ? listeners.getListenerContainer(GenerationReader.name(id))
                : own;
    }

    /** Nobody reads for it any more; its model may be unloaded. */
    private void end(String id) {
        var own = running.remove(id);
        if (own != null) {
            reader.end(id, own);
        } else if (id.equals(configured.id())) {
            var listener = listeners.unregisterListenerContainer(GenerationReader.name(id));
            if (listener != null) {
                listener.stop();
                engines.close(id);
                stages.forget(ValidatedDocumentsListener.STAGE);
            }
        }
    }

    private GenerationSpec spec() {
        return new GenerationSpec(
                configured.model(),
                model.description().fullVersion(),
                configured.dimension(),
                limits.tokens(),
                limits.overlap(),
                configured.analyzer());
    }
}
