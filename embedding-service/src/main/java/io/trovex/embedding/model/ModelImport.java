package io.trovex.embedding.model;

import ai.onnxruntime.OrtException;
import io.trovex.embedding.model.ModelKind.Transformer;
import io.trovex.embedding.model.graph.CheckedGraph;
import io.trovex.embedding.model.graph.GraphCache;
import io.trovex.embedding.model.graph.GraphFusion;
import io.trovex.embedding.model.graph.Precision;
import io.trovex.embedding.model.graph.UnknownShapeException;
import io.trovex.embedding.tokenizer.WordPieceTokenizer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens a transformer on the fused form of its graph, made once and kept, or else on the published graph. */
final class ModelImport {
    private static final Logger LOG = LoggerFactory.getLogger(ModelImport.class);
    private static final int NAME_LENGTH = 16;

    private final ModelDescription description;
    private final Transformer kind;
    private final WordPieceTokenizer tokenizer;
    private final ModelFiles files;
    private final OnnxSessions sessions;
    private final GraphCache cache;

    ModelImport(
            ModelDescription description,
            Transformer kind,
            WordPieceTokenizer tokenizer,
            ModelFiles files,
            OnnxSessions sessions,
            GraphCache cache) {
        this.description = description;
        this.kind = kind;
        this.tokenizer = tokenizer;
        this.files = files;
        this.sessions = sessions;
        this.cache = cache;
    }

    EmbeddingModel open() throws IOException, OrtException {
        Precision precision = kind.fused();
        if (precision == null) {
            byte[] published = files.read(description.weights());
            return model(published(published), ServedGraph.PUBLISHED, published.length);
        }
        String name = name(precision);
        CheckedGraph kept = cache.find(name).orElse(null);
        if (kept == null) {
            return fuse(name, precision);
        }
        files.requireUnchanged(description.weights());
        EmbeddingModel model = fused(kept.onnx(), kept.golden(), precision);
        return model == null ? fuse(name, precision) : model;
    }

    private EmbeddingModel fuse(String name, Precision precision) throws IOException, OrtException {
        long start = System.nanoTime();
        byte[] published = files.read(description.weights());
        OnnxSessions.Opened original = published(published);
        ByteBuffer onnx;
        try {
            onnx = GraphFusion.fuse(published, precision, kind.pooling() == Pooling.MEAN);
        } catch (UnknownShapeException e) {
            warn("the graph is served as published, because its shape is not known", e.getMessage());
            return model(original, ServedGraph.UNKNOWN_SHAPE, published.length);
        }
        FloatBuffer golden = GoldenTexts.vectors(model(original, ServedGraph.PUBLISHED, published.length));
        EmbeddingModel fused = fused(onnx, golden, precision);
        if (fused == null) {
            return model(original, ServedGraph.FAILED_CHECK, published.length);
        }
        original.session().close();
        cache.keep(name, new CheckedGraph(onnx, golden));
        LOG.atInfo()
                .addKeyValue("model", description.id())
                .addKeyValue("precision", precision)
                .addKeyValue("bytes", onnx.limit())
                .addKeyValue("ms", (System.nanoTime() - start) / 1_000_000)
                .log("fused a model's graph");
        return fused;
    }

    /** Null when it does not agree. */
    private @Nullable EmbeddingModel fused(ByteBuffer onnx, FloatBuffer golden, Precision precision) {
        EmbeddingModel model = null;
        String objection;
        try {
            model = model(sessions.open(description.id(), onnx), ServedGraph.FUSED, onnx.limit());
            Optional<String> found = GoldenTexts.objection(model, golden, precision);
            if (found.isEmpty()) {
                return model;
            }
            objection = found.get();
        } catch (OrtException | InferenceException e) {
            objection = String.valueOf(e.getMessage());
        }
        if (model != null) {
            model.close();
        }
        warn("a fused graph was refused", objection);
        return null;
    }

    /** Of everything that the file depends on, so that a file never has to be doubted for its age. */
    private String name(Precision precision) {
        String made = String.join(
                "\n",
                description.weights().sha256(),
                precision.name(),
                kind.pooling().name(),
                String.valueOf(GraphFusion.VERSION),
                String.join("\n", GoldenTexts.ALL));
        return description.id() + "-"
                + Hash.sha256(made.getBytes(StandardCharsets.UTF_8)).substring(0, NAME_LENGTH);
    }

    private EmbeddingModel model(OnnxSessions.Opened opened, ServedGraph graph, long bytes) {
        return new EmbeddingModel(description, tokenizer, new OnnxWeights(opened, description, kind, graph, bytes));
    }

    private void warn(String message, @Nullable String reason) {
        LOG.atWarn()
                .addKeyValue("model", description.id())
                .addKeyValue("reason", reason)
                .log(message);
    }

    /** @throws ModelRefusedException if it is no encoder as described */
    private OnnxSessions.Opened published(byte[] onnx) throws IOException, OrtException {
        OnnxSessions.Opened opened = read(onnx);
        try {
            OnnxWeights.requireEncoder(opened.session(), description);
        } catch (ModelRefusedException e) {
            opened.session().close();
            throw e;
        }
        return opened;
    }

    private OnnxSessions.Opened read(byte[] onnx) throws IOException {
        try {
            return sessions.open(description.id(), onnx);
        } catch (OrtException e) {
            throw new IOException(
                    description.weights().location() + " is no graph that ONNX Runtime reads: " + e.getMessage(), e);
        }
    }
}
