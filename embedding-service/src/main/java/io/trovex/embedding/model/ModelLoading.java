package io.trovex.embedding.model;

import ai.onnxruntime.OrtException;
import io.trovex.embedding.model.graph.GraphCache;
import io.trovex.embedding.tokenizer.WordPieceTokenizer;
import io.trovex.statics.StaticTable;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import tools.jackson.core.JacksonException;

/** Makes a model of its files, and lets it go only when it computes what its manifest says. */
final class ModelLoading {
    private final ModelFiles files;
    private final OnnxSessions sessions;
    private final GraphCache graphs;

    /** @param graphs keeps what was fused */
    ModelLoading(ModelFiles files, Path graphs, WantedProvider provider) {
        this.files = files;
        this.sessions = new OnnxSessions(provider);
        this.graphs = new GraphCache(graphs);
    }

    /** @throws ModelRefusedException if it must not serve */
    EmbeddingModel load(ModelDescription description) {
        try {
            EmbeddingModel model = open(description);
            Optional<String> objection = model.objection();
            if (objection.isPresent()) {
                model.close();
                throw new ModelRefusedException(description.id(), objection.get(), null);
            }
            return model;
        } catch (IOException | OrtException | IllegalArgumentException | JacksonException e) {
            throw new ModelRefusedException(description.id(), String.valueOf(e.getMessage()), e);
        }
    }

    /** Memory that the model is reckoned to take once it is loaded. */
    long bytes(ModelDescription description) {
        long weights = files.size(description.weights());
        return switch (description.kind()) {
            case ModelKind.Transformer _ -> OnnxWeights.reckoned(weights);
            case ModelKind.StaticTable _ -> weights;
        };
    }

    private EmbeddingModel open(ModelDescription description) throws IOException, OrtException {
        WordPieceTokenizer tokenizer =
                WordPieceTokenizer.read(new ByteArrayInputStream(files.read(description.tokenizer())));
        return switch (description.kind()) {
            case ModelKind.Transformer transformer ->
                new ModelImport(description, transformer, tokenizer, files, sessions, graphs).open();
            case ModelKind.StaticTable _ ->
                new EmbeddingModel(
                        description, tokenizer, new StaticWeights(StaticTable.of(files.map(description.weights()))));
        };
    }
}
