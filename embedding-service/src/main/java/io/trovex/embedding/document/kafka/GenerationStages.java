package io.trovex.embedding.document.kafka;

import io.trovex.contracts.DocumentValidated;
import io.trovex.contracts.Generation;
import io.trovex.contracts.GenerationAction;
import io.trovex.contracts.GenerationDecided;
import io.trovex.contracts.GenerationSpec;
import io.trovex.contracts.Topics;
import io.trovex.embedding.document.DocumentEmbedder;
import io.trovex.embedding.engine.EmbeddingEngine;
import io.trovex.embedding.engine.EmbeddingEngines;
import io.trovex.embedding.passage.PassageLimits;
import io.trovex.embedding.passage.PassageSplitter;
import io.trovex.stage.Stage;
import io.trovex.stage.Stages;
import io.trovex.stage.generation.GenerationLife;
import io.trovex.stage.generation.GenerationState;
import io.trovex.stage.generation.Generations;
import io.trovex.stage.generation.kafka.GenerationLog;
import io.trovex.stage.generation.kafka.GenerationTopics;
import io.trovex.stage.objects.ClaimCheck;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.config.ConcurrentKafkaListenerContainerFactory;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.kafka.listener.AbstractMessageListenerContainer;
import org.springframework.kafka.listener.BatchMessageListener;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.MessageListenerContainer;
import org.springframework.stereotype.Component;

/** Embeds for every live generation: starts, pauses and stops what reads for each, as the log says. */
@Component
@EnableConfigurationProperties(GenerationProperties.class)
class GenerationStages implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(GenerationStages.class);
    private static final long AGAIN_SECONDS = 5;

    private final Stages stages;
    private final GenerationLog log;
    private final GenerationTopics topics;
    private final Generation configured;
    private final EmbeddingEngines engines;
    private final ClaimCheck claims;
    private final PassageLimits limits;
    private final GenerationProperties properties;
    private final ConcurrentKafkaListenerContainerFactory<Object, Object> containers;
    private final KafkaListenerEndpointRegistry listeners;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, Running> running = new HashMap<>();
    private final ScheduledExecutorService worker = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("generation-stages").daemon().factory());
    private volatile boolean started;

    private record Running(
            GenerationEmbedding embedding, ConcurrentMessageListenerContainer<Object, Object> container) {}

    GenerationStages(
            Stages stages,
            GenerationLog log,
            GenerationTopics topics,
            Generation configured,
            EmbeddingEngines engines,
            ClaimCheck claims,
            PassageLimits limits,
            GenerationProperties properties,
            ConcurrentKafkaListenerContainerFactory<Object, Object> containers,
            KafkaListenerEndpointRegistry listeners,
            Clock clock) {
        this.stages = stages;
        this.log = log;
        this.topics = topics;
        this.configured = configured;
        this.engines = engines;
        this.claims = claims;
        this.limits = limits;
        this.properties = properties;
        this.containers = containers;
        this.listeners = listeners;
        this.clock = clock;
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
            running.values().forEach(one -> one.container().stop());
            running.values().forEach(one -> one.embedding().close());
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
                propose(configured.id(), GenerationAction.BOOTSTRAP, spec(), null);
                return;
            }
            if (now.find(configured.id()).isEmpty()) {
                end(listeners.unregisterListenerContainer("embedding." + configured.id()));
                LOG.atWarn()
                        .addKeyValue("configured", configured.id())
                        .addKeyValue("serving", now.serving())
                        .log("the configured generation is none of the log's: create it with trovex generation create");
            }
            synchronized (running) {
                for (GenerationLife life : now.lives().values()) {
                    if (started) {
                        reconcileAlone(life);
                    }
                }
            }
        } catch (RuntimeException e) {
            LOG.atWarn().setCause(e).log("the generations cannot be followed for now");
            again();
        }
    }

    private void again() {
        if (started) {
            var _ = worker.schedule(() -> reconcile(log.generations()), AGAIN_SECONDS, TimeUnit.SECONDS);
        }
    }

    /** What is wrong with one generation holds up no other. */
    private void reconcileAlone(GenerationLife life) {
        try {
            reconcile(life);
        } catch (RuntimeException e) {
            LOG.atWarn()
                    .addKeyValue("generation", life.id())
                    .setCause(e)
                    .log("a generation cannot be followed for now");
            again();
        }
    }

    private void reconcile(GenerationLife life) {
        if (life.id().equals(configured.id())) {
            if (!life.state().isLive()) {
                end(listeners.unregisterListenerContainer("embedding." + life.id()));
            }
            return;
        }
        Running known = running.get(life.id());
        if (!life.state().isLive()) {
            if (known != null) {
                running.remove(life.id());
                known.container().stop();
                known.embedding().close();
                stages.forget(stage(life));
            }
            return;
        }
        if (known == null) {
            known = begin(life);
        }
        if (known != null) {
            known.embedding().share(share(life));
        }
        if (known != null && life.paused()) {
            known.container().pause();
        } else if (known != null) {
            known.container().resume();
        }
    }

    /** Once users wait for its documents, it gets as many turns as any other. */
    private double share(GenerationLife life) {
        return life.served() ? 1 : properties.share();
    }

    private @Nullable Running begin(GenerationLife life) {
        topics.create(life.generation());
        EmbeddingEngine engine = null;
        try {
            engine = engines.open(life.generation().model(), share(life));
            PassageLimits passages =
                    new PassageLimits(life.spec().passageTokens(), life.spec().overlap(), limits.title());
            return begin(life, engine, new PassageSplitter(engine.model(), passages));
        } catch (RuntimeException e) {
            if (engine != null) {
                engine.close();
            }
            if (life.served()) {
                throw e;
            }
            giveUp(life.id(), String.valueOf(e.getMessage()));
            return null;
        }
    }

    private Running begin(GenerationLife life, EmbeddingEngine engine, PassageSplitter splitter) {
        Generation generation = life.generation();
        GenerationEmbedding embedding = new GenerationEmbedding(
                generation,
                new DocumentEmbedder(generation, splitter, engine),
                engine,
                claims,
                new Refusals(properties.failures(), reason -> worker.execute(() -> giveUp(life.id(), reason))));
        Stage<DocumentValidated> stage = stages.stage(stage(life), Topics.DOCUMENTS_VALIDATED, DocumentValidated.class)
                .concurrently(embedding::embed);
        ConcurrentMessageListenerContainer<Object, Object> container =
                containers.createContainer(Topics.DOCUMENTS_VALIDATED);
        container.setBeanName(stage(life));
        container.setConcurrency(2);
        var settings = container.getContainerProperties();
        settings.setGroupId("embedding." + generation.id());
        Properties consumer = new Properties();
        consumer.setProperty(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, "64");
        consumer.setProperty(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG, "1800000");
        settings.setKafkaConsumerProperties(consumer);
        BatchMessageListener<byte[], byte[]> listener = stage::process;
        settings.setMessageListener(listener);
        Running one = new Running(embedding, container);
        running.put(life.id(), one);
        if (life.paused()) {
            container.pause();
        }
        container.start();
        return one;
    }

    /** A candidate that never served fails alone; one that has served waits like any stage. */
    private void giveUp(String id, String reason) {
        GenerationLife life = log.generations().find(id).orElseThrow();
        if (life.served() || life.state() == GenerationState.FAILED) {
            return;
        }
        LOG.atError()
                .addKeyValue("generation", id)
                .addKeyValue("reason", reason)
                .log("the generation cannot be built");
        propose(id, GenerationAction.FAIL, null, reason);
    }

    private void propose(String id, GenerationAction action, @Nullable GenerationSpec spec, @Nullable String reason) {
        log.propose(new GenerationDecided(
                HexFormat.of().toHexDigits(random.nextLong()),
                id,
                action,
                log.generations().revision(),
                spec,
                "embedding-service",
                reason,
                List.of(),
                clock.instant()));
    }

    private GenerationSpec spec() {
        return new GenerationSpec(
                configured.model(), configured.dimension(), limits.tokens(), limits.overlap(), GenerationSpec.ENGLISH);
    }

    private static String stage(GenerationLife life) {
        return "embedding." + life.id();
    }

    private static void end(@Nullable MessageListenerContainer container) {
        if (container != null) {
            container.stop();
        }
    }
}
