package io.trovex.embedding.document.kafka;

import io.trovex.contracts.DocumentValidated;
import io.trovex.contracts.GenerationSpec;
import io.trovex.contracts.Topics;
import io.trovex.embedding.document.DocumentEmbedder;
import io.trovex.embedding.document.GenerationEngines;
import io.trovex.embedding.engine.EmbeddingEngine;
import io.trovex.embedding.engine.EmbeddingEngines;
import io.trovex.embedding.model.ModelDescription;
import io.trovex.embedding.passage.PassageLimits;
import io.trovex.embedding.passage.PassageSplitter;
import io.trovex.stage.Stage;
import io.trovex.stage.Stages;
import io.trovex.stage.generation.GenerationLife;
import io.trovex.stage.objects.ClaimCheck;
import java.util.Properties;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.springframework.kafka.config.ConcurrentKafkaListenerContainerFactory;
import org.springframework.kafka.listener.BatchMessageListener;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.stereotype.Component;

/** Reads the validated documents from the beginning for a generation beside the configured one. */
@Component
class GenerationReader {
    private final Stages stages;
    private final EmbeddingEngines engines;
    private final GenerationEngines open;
    private final ClaimCheck claims;
    private final PassageLimits limits;
    private final GenerationProperties properties;
    private final ConcurrentKafkaListenerContainerFactory<Object, Object> containers;

    GenerationReader(
            Stages stages,
            EmbeddingEngines engines,
            GenerationEngines open,
            ClaimCheck claims,
            PassageLimits limits,
            GenerationProperties properties,
            ConcurrentKafkaListenerContainerFactory<Object, Object> containers) {
        this.stages = stages;
        this.engines = engines;
        this.open = open;
        this.claims = claims;
        this.limits = limits;
        this.properties = properties;
        this.containers = containers;
    }

    /** As stages and their consumer groups are called. */
    static String name(String generation) {
        return ValidatedDocumentsListener.STAGE + "." + generation;
    }

    /**
     * Starts it, unless the generation is paused.
     *
     * @param giveUp told why the model is worth no further document
     * @throws IllegalArgumentException if the generation cannot be made with that model
     * @throws io.trovex.embedding.model.ModelRefusedException if the model must not serve
     * @throws RuntimeException if it may work later
     */
    ConcurrentMessageListenerContainer<Object, Object> read(GenerationLife life, Consumer<String> giveUp) {
        EmbeddingEngine engine = engines.open(life.generation().model(), share(life));
        try {
            requireFitting(life, engine.model().description());
            PassageLimits passages =
                    new PassageLimits(life.spec().passageTokens(), life.spec().overlap(), limits.title());
            PassageSplitter splitter = new PassageSplitter(engine.model(), passages);
            ModelTrial trial = new ModelTrial(engine.model()::objection, properties.failures(), giveUp);
            GenerationEmbedding embedding = new GenerationEmbedding(
                    life.generation(), new DocumentEmbedder(life.generation(), splitter, engine), claims, trial);
            var container = container(embedding.stage(stages, name(life.id())));
            open.opened(life.id(), engine);
            if (life.paused()) {
                container.pause();
            }
            container.start();
            return container;
        } catch (RuntimeException e) {
            stages.forget(name(life.id()));
            open.close(life.id());
            engine.close();
            throw e;
        }
    }

    /** Once users wait for its documents, it gets as many turns as any other. */
    void share(GenerationLife life, EmbeddingEngine engine) {
        engine.share(share(life));
    }

    /** Stops reading; the model may be unloaded then. */
    void end(String generation, ConcurrentMessageListenerContainer<Object, Object> container) {
        container.stop();
        open.close(generation);
        stages.forget(name(generation));
    }

    private double share(GenerationLife life) {
        return life.served() ? 1 : properties.share();
    }

    private ConcurrentMessageListenerContainer<Object, Object> container(Stage<DocumentValidated> stage) {
        ConcurrentMessageListenerContainer<Object, Object> container =
                containers.createContainer(Topics.DOCUMENTS_VALIDATED);
        container.setBeanName(stage.name());
        container.setConcurrency(2);
        var settings = container.getContainerProperties();
        settings.setGroupId(stage.name());
        Properties consumer = new Properties();
        consumer.setProperty(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, "64");
        consumer.setProperty(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG, "1800000");
        settings.setKafkaConsumerProperties(consumer);
        BatchMessageListener<byte[], byte[]> listener = stage::process;
        settings.setMessageListener(listener);
        return container;
    }

    /** @throws IllegalArgumentException if the model is not the one that the generation was made for */
    static void requireFitting(GenerationLife life, ModelDescription model) {
        GenerationSpec spec = life.spec();
        if (model.dimension() != spec.dimension()) {
            throw new IllegalArgumentException("the generation has vectors of %d components, but %s makes vectors of %d"
                    .formatted(spec.dimension(), model.id(), model.dimension()));
        }
        if (spec.modelVersion() != null && !spec.modelVersion().equals(model.fullVersion())) {
            throw new IllegalArgumentException(
                    "the generation was made for %s %s, but %s is loaded: vectors of the two must not meet"
                            .formatted(model.id(), spec.modelVersion(), model.fullVersion()));
        }
    }
}
