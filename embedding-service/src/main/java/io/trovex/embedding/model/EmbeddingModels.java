package io.trovex.embedding.model;

import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.Collectors;

/** The catalogue of models that ship with Trovex. */
public final class EmbeddingModels {
    /** Small and quick: its hybrid quality is within a point of the larger model's, at a third of the work. */
    public static final ModelDescription ALL_MINILM_L6_V2_INT8 = new ModelDescription(
            "all-minilm-l6-v2-int8",
            "/all-minilm-l6-v2-q.onnx",
            "/all-minilm-l6-v2-q-tokenizer.json",
            384,
            256,
            Pooling.MEAN,
            "",
            "");

    /** Better in purely semantic search. */
    public static final ModelDescription BGE_SMALL_EN_V1_5_INT8 = new ModelDescription(
            "bge-small-en-v1.5-int8",
            "/bge-small-en-v1.5-q.onnx",
            "/bge-small-en-v1.5-q-tokenizer.json",
            384,
            512,
            Pooling.CLS,
            "Represent this sentence for searching relevant passages: ",
            "");

    private static final List<ModelDescription> CATALOGUE = List.of(ALL_MINILM_L6_V2_INT8, BGE_SMALL_EN_V1_5_INT8);

    private EmbeddingModels() {}

    public static List<ModelDescription> catalogue() {
        return CATALOGUE;
    }

    /** @throws NoSuchElementException naming the known models, if {@code id} is none of them */
    public static ModelDescription describe(String id) {
        return CATALOGUE.stream()
                .filter(model -> model.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException("no embedding model '" + id + "'; known are "
                        + CATALOGUE.stream().map(ModelDescription::id).collect(Collectors.joining(", "))));
    }

    /**
     * Loads a model; takes about a second and 100 MB, so open it once and share it.
     *
     * @throws NoSuchElementException as {@link #describe} does
     */
    public static EmbeddingModel open(String id) {
        return EmbeddingModel.load(describe(id));
    }
}
