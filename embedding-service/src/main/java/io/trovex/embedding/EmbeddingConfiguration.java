package io.trovex.embedding;

import io.micrometer.core.instrument.MeterRegistry;
import io.trovex.contracts.Generation;
import io.trovex.embedding.document.DocumentEmbedder;
import io.trovex.embedding.engine.EmbeddingEngine;
import io.trovex.embedding.model.EmbeddingModel;
import io.trovex.embedding.model.EmbeddingModels;
import io.trovex.embedding.passage.PassageSplitter;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Opens the generation's model once and puts it behind one engine. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(EmbeddingProperties.class)
class EmbeddingConfiguration {

    /** Refuses to start on a model that is unknown or has another dimension than the generation. */
    @Bean
    EmbeddingModel generationModel(Generation generation, EmbeddingProperties properties) {
        int dimension = EmbeddingModels.describe(generation.model()).dimension();
        if (dimension != generation.dimension()) {
            throw new IllegalStateException("trovex.generation.dimension is " + generation.dimension() + ", but "
                    + generation.model() + " makes vectors of " + dimension);
        }
        return EmbeddingModels.open(generation.model(), properties.graphs());
    }

    @Bean
    EmbeddingEngine embeddingEngine(EmbeddingModel model, EmbeddingProperties properties, MeterRegistry meters) {
        return new EmbeddingEngine(model, properties.engineSettings(), meters);
    }

    @Bean
    PassageSplitter passageSplitter(EmbeddingModel model, EmbeddingProperties properties) {
        return new PassageSplitter(model, properties.passageLimits());
    }

    @Bean
    DocumentEmbedder documentEmbedder(Generation generation, PassageSplitter splitter, EmbeddingEngine engine) {
        return new DocumentEmbedder(generation, splitter, engine);
    }
}
