package io.trovex.embedding;

import io.trovex.embedding.model.EmbeddingModel;
import io.trovex.embedding.model.EmbeddingModels;

/** Loads the default model once for all tests of the JVM. */
public final class TestModels {
    private static final EmbeddingModel MINILM = EmbeddingModels.open("all-minilm-l6-v2-int8");

    private TestModels() {}

    public static EmbeddingModel minilm() {
        return MINILM;
    }
}
