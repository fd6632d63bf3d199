package io.trovex.embedding;

import io.micrometer.core.instrument.MeterRegistry;
import io.trovex.contracts.Generation;
import io.trovex.embedding.document.DocumentEmbedder;
import io.trovex.embedding.document.GenerationEngines;
import io.trovex.embedding.engine.EmbeddingEngine;
import io.trovex.embedding.engine.EmbeddingEngines;
import io.trovex.embedding.engine.SharedVectors;
import io.trovex.embedding.model.EmbeddingModel;
import io.trovex.embedding.model.ModelCatalogue;
import io.trovex.embedding.model.ModelFiles;
import io.trovex.embedding.passage.PassageLimits;
import io.trovex.embedding.passage.PassageSplitter;
import io.trovex.stage.objects.ObjectStore;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The models of this process, and one engine for the configured generation, as long as it lives. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(EmbeddingProperties.class)
class EmbeddingConfiguration {

    @Bean
    ModelCatalogue modelCatalogue(EmbeddingProperties properties, @Qualifier(ObjectFiles.STORE) ObjectStore objects) {
        ModelFiles files = new ModelFiles(new ObjectFiles(() -> objects));
        return new ModelCatalogue(properties.models(), properties.graphs(), files, properties.provider());
    }

    @Bean
    EmbeddingEngines embeddingEngines(
            ModelCatalogue catalogue, EmbeddingProperties properties, SharedVectors shared, MeterRegistry meters) {
        return new EmbeddingEngines(catalogue, properties.engineSettings(), properties.modelMemory(), shared, meters);
    }

    /** Refuses to start on a model that is unknown or has another dimension than the generation. */
    @Bean
    EmbeddingEngine embeddingEngine(Generation generation, ModelCatalogue catalogue, EmbeddingEngines engines) {
        int dimension = catalogue.describe(generation.model()).dimension();
        if (dimension != generation.dimension()) {
            throw new IllegalStateException("trovex.generation.dimension is " + generation.dimension() + ", but "
                    + generation.model() + " makes vectors of " + dimension);
        }
        return engines.open(generation.model());
    }

    @Bean
    GenerationEngines generationEngines(Generation generation, EmbeddingEngine engine) {
        GenerationEngines engines = new GenerationEngines();
        engines.opened(generation.id(), engine);
        return engines;
    }

    /** The engine's, which also frees it. */
    @Bean(destroyMethod = "")
    EmbeddingModel generationModel(EmbeddingEngine engine) {
        return engine.model();
    }

    @Bean
    PassageLimits passageLimits(EmbeddingProperties properties) {
        return properties.passageLimits();
    }

    @Bean
    PassageSplitter passageSplitter(EmbeddingModel model, PassageLimits limits) {
        return new PassageSplitter(model, limits);
    }

    @Bean
    DocumentEmbedder documentEmbedder(Generation generation, PassageSplitter splitter, EmbeddingEngine engine) {
        return new DocumentEmbedder(generation, splitter, engine);
    }
}
