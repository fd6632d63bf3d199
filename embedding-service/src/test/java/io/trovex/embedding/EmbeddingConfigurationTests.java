package io.trovex.embedding;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.trovex.contracts.Generation;
import io.trovex.embedding.engine.EmbeddingEngines;
import io.trovex.embedding.engine.EngineSettings;
import io.trovex.embedding.engine.ModelMemory;
import io.trovex.embedding.model.ModelCatalogue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EmbeddingConfigurationTests {
    private final EmbeddingConfiguration configuration = new EmbeddingConfiguration();
    private final ModelCatalogue catalogue = TestModels.catalogue();
    private final EmbeddingEngines engines =
            new EmbeddingEngines(catalogue, EngineSettings.defaults(), ModelMemory.DEFAULTS, new SimpleMeterRegistry());

    @AfterEach
    void close() {
        engines.close();
    }

    @Test
    void anotherDimensionThanTheModelsIsRefusedAtTheStart() {
        Generation generation = new Generation("g1", "all-minilm-l6-v2-int8", 768);

        assertThatThrownBy(() -> configuration.embeddingEngine(generation, catalogue, engines))
                .hasMessage("trovex.generation.dimension is 768, but all-minilm-l6-v2-int8 makes vectors of 384");
    }

    @Test
    void anUnknownModelIsRefusedAtTheStart() {
        Generation generation = new Generation("g1", "word2vec", 300);

        assertThatThrownBy(() -> configuration.embeddingEngine(generation, catalogue, engines))
                .hasMessageContaining("no embedding model 'word2vec'");
    }
}
