package io.trovex.embedding;

import io.trovex.embedding.model.EmbeddingModel;
import io.trovex.embedding.model.EmbeddingModels;
import io.trovex.embedding.model.ModelCatalogue;
import io.trovex.embedding.model.ModelFiles;
import java.nio.file.Path;

/** Loads the default model once for all tests of the JVM. */
public final class TestModels {
    /** Of all tests, and of later runs, so that graphs are fused once. */
    public static final Path GRAPHS = Path.of("target", "graphs");

    private static final EmbeddingModel MINILM = EmbeddingModels.open("all-minilm-l6-v2-int8-fused", GRAPHS);

    private TestModels() {}

    /** With those that ship alone. */
    public static ModelCatalogue catalogue() {
        return new ModelCatalogue(Path.of("target", "no-models"), GRAPHS, ModelFiles.local());
    }

    public static EmbeddingModel minilm() {
        return MINILM;
    }
}
