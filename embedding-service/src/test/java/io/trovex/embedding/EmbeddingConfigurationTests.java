package io.trovex.embedding;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trovex.contracts.Generation;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EmbeddingConfigurationTests {
    private final EmbeddingConfiguration configuration = new EmbeddingConfiguration();
    private final EmbeddingProperties properties = EmbeddingPropertiesTests.bind(Map.of());

    @Test
    void anotherDimensionThanTheModelsIsRefusedAtTheStart() {
        assertThatThrownBy(() ->
                        configuration.generationModel(new Generation("g1", "all-minilm-l6-v2-int8", 768), properties))
                .hasMessage("trovex.generation.dimension is 768, but all-minilm-l6-v2-int8 makes vectors of 384");
    }

    @Test
    void anUnknownModelIsRefusedAtTheStart() {
        assertThatThrownBy(() -> configuration.generationModel(new Generation("g1", "word2vec", 300), properties))
                .hasMessageContaining("no embedding model 'word2vec'");
    }
}
