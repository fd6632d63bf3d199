package io.trovex.embedding.model;

import io.trovex.embedding.model.graph.Precision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes the manifest of a model whose files lie in one folder; hashes and golden cosines are measured. */
public final class ManifestWriter {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private final Path folder;
    private final ModelLoading loading;

    /** @param graphs as a {@link ModelCatalogue}'s */
    public ManifestWriter(Path folder, Path graphs) {
        this.folder = folder;
        this.loading = new ModelLoading(ModelFiles.local(), graphs, WantedProvider.CPU);
    }

    /**
     * @param weights name of a file in the folder
     * @param tokenizer the same
     * @param draft all that cannot be measured; its files and golden pairs do not count
     * @return what the manifest says now
     * @throws ModelRefusedException if the model cannot be loaded as described, or must not serve; no manifest is written then
     */
    public ModelDescription write(String weights, String tokenizer, ModelDescription draft) throws IOException {
        ModelDescription unmeasured = new ModelDescription(
                draft.id(),
                draft.version(),
                draft.licence(),
                draft.kind(),
                file(weights),
                file(tokenizer),
                draft.dimension(),
                draft.maxTokens(),
                draft.queryPrefix(),
                draft.passagePrefix(),
                List.of());
        List<GoldenPair> golden;
        try (EmbeddingModel model = loading.load(unmeasured)) {
            golden = measure(model);
            GoldenCheck.objection(model, golden).ifPresent(objection -> {
                throw new ModelRefusedException(draft.id(), objection, null);
            });
        }
        Path part = folder.resolve(ModelFolders.MANIFEST + ".part");
        Files.write(part, JSON.writeValueAsBytes(json(weights, tokenizer, unmeasured, golden)));
        Files.move(
                part,
                folder.resolve(ModelFolders.MANIFEST),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
        return unmeasured;
    }

    private ModelFile file(String name) throws IOException {
        Path file = folder.resolve(name);
        return new ModelFile(file.toUri(), Hash.sha256(Files.readAllBytes(file)));
    }

    static List<GoldenPair> measure(EmbeddingModel model) {
        double tolerance = tolerance(model.description().kind());
        return GoldenSentences.PAIRS.stream()
                .map(pair -> GoldenCheck.measure(model, pair, tolerance))
                .toList();
    }

    private static ObjectNode json(String weights, String tokenizer, ModelDescription model, List<GoldenPair> golden) {
        ObjectNode json = JSON.createObjectNode();
        json.put("id", model.id()).put("version", model.version()).put("licence", model.licence());
        switch (model.kind()) {
            case ModelKind.Transformer transformer ->
                json.put("kind", "transformer")
                        .put("precision", name(transformer.fused()))
                        .put("pooling", transformer.pooling().name().toLowerCase(Locale.ROOT))
                        .put("normalisation", transformer.normalise() ? "l2" : "none");
            case ModelKind.StaticTable _ -> json.put("kind", "static");
        }
        ObjectNode files = json.putObject("files");
        files.putObject("weights")
                .put("location", weights)
                .put("sha256", model.weights().sha256());
        files.putObject("tokenizer")
                .put("location", tokenizer)
                .put("sha256", model.tokenizer().sha256());
        json.put("dimension", model.dimension()).put("max_tokens", model.maxTokens());
        json.putObject("prefixes").put("query", model.queryPrefix()).put("passage", model.passagePrefix());
        ArrayNode pairs = json.putArray("golden");
        for (GoldenPair pair : golden) {
            ObjectNode node = pairs.addObject();
            node.putArray("texts").add(pair.one()).add(pair.other());
            node.put("cosine", pair.cosine()).put("vector", pair.vector()).put("tolerance", pair.tolerance());
        }
        return json;
    }

    private static double tolerance(ModelKind kind) {
        return switch (kind) {
            case ModelKind.Transformer transformer ->
                transformer.fused() == Precision.FULL
                        ? GoldenPair.FULL_PRECISION_TOLERANCE
                        : GoldenPair.DEFAULT_TOLERANCE;
            case ModelKind.StaticTable _ -> GoldenPair.FULL_PRECISION_TOLERANCE;
        };
    }

    private static String name(@Nullable Precision precision) {
        return precision == null ? "published" : precision.name().toLowerCase(Locale.ROOT);
    }
}
