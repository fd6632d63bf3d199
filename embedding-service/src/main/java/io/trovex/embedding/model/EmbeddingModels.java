package io.trovex.embedding.model;

import io.trovex.embedding.model.graph.Precision;
import java.nio.file.Path;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The catalogue of models that ship with Trovex: each in full precision, fused in int8, and in its makers' int8. */
public final class EmbeddingModels {
    private static final PublishedGraph MINILM = new PublishedGraph(
            "/all-minilm-l6-v2.onnx", "759c3cd2b7fe7e93933ad23c4c9181b7396442a2ed746ec7c1d46192c469c46e");
    private static final PublishedGraph MINILM_INT8 = new PublishedGraph(
            "/all-minilm-l6-v2-q.onnx", "afdb6f1a0e45b715d0bb9b11772f032c399babd23bfc31fed1c170afc848bdb1");
    private static final PublishedGraph BGE_SMALL = new PublishedGraph(
            "/bge-small-en-v1.5.onnx", "828e1496d7fabb79cfa4dcd84fa38625c0d3d21da474a00f08db0f559940cf35");
    private static final PublishedGraph BGE_SMALL_INT8 = new PublishedGraph(
            "/bge-small-en-v1.5-q.onnx", "6c9c6101a956d62dfb5e7190c538226c0c5bb9cb27b651234b6df063ee7dbfe4");
    private static final PublishedGraph E5_SMALL =
            new PublishedGraph("/e5-small-v2.onnx", "b2a43b66f7f9b6f29643a21340ad7c03d2d91e6bd5d43429a77799a9ee880eb0");

    /** Small and quick: its hybrid quality is within a point of the larger models', at a third of the work. */
    public static final ModelDescription ALL_MINILM_L6_V2_INT8_FUSED =
            minilm("all-minilm-l6-v2-int8-fused", MINILM, Precision.INT8);

    /** Better in purely semantic search. */
    public static final ModelDescription BGE_SMALL_EN_V1_5_INT8_FUSED =
            bgeSmall("bge-small-en-v1.5-int8-fused", BGE_SMALL, Precision.INT8);

    private static final List<ModelDescription> CATALOGUE = List.of(
            ALL_MINILM_L6_V2_INT8_FUSED,
            minilm("all-minilm-l6-v2", MINILM, Precision.FULL),
            minilm("all-minilm-l6-v2-int8", MINILM_INT8, null),
            BGE_SMALL_EN_V1_5_INT8_FUSED,
            bgeSmall("bge-small-en-v1.5", BGE_SMALL, Precision.FULL),
            bgeSmall("bge-small-en-v1.5-int8", BGE_SMALL_INT8, null),
            e5Small("e5-small-v2-int8-fused", Precision.INT8),
            e5Small("e5-small-v2", Precision.FULL));

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
     * Loads a model; takes up to a second and 100 MB, so open it once and share it.
     *
     * @param graphs keeps what was fused; the first start on an empty one takes a second or two more
     * @throws NoSuchElementException as {@link #describe} does
     */
    public static EmbeddingModel open(String id, Path graphs) {
        return EmbeddingModel.load(describe(id), graphs);
    }

    private static ModelDescription minilm(String id, PublishedGraph graph, @Nullable Precision fused) {
        return new ModelDescription(
                id, graph, fused, "/all-minilm-l6-v2-tokenizer.json", 384, 256, Pooling.MEAN, "", "");
    }

    private static ModelDescription bgeSmall(String id, PublishedGraph graph, @Nullable Precision fused) {
        return new ModelDescription(
                id,
                graph,
                fused,
                "/bge-small-en-v1.5-tokenizer.json",
                384,
                512,
                Pooling.CLS,
                "Represent this sentence for searching relevant passages: ",
                "");
    }

    private static ModelDescription e5Small(String id, Precision fused) {
        return new ModelDescription(
                id, E5_SMALL, fused, "/e5-small-v2-tokenizer.json", 384, 512, Pooling.MEAN, "query: ", "passage: ");
    }
}
