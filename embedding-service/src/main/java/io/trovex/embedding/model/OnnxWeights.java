package io.trovex.embedding.model;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import io.trovex.embedding.model.ModelKind.Transformer;
import java.util.Set;
import java.util.TreeSet;

/** An ONNX graph in one session, which any number of threads run. */
final class OnnxWeights implements Weights {
    /** A vector for each token, where the graph does not pool. */
    static final String TOKEN_VECTORS = "last_hidden_state";

    private static final Set<String> INPUTS = Set.of("input_ids", "attention_mask", "token_type_ids");

    /** Vocabulary, activations of as many runs as cores, ONNX Runtime's own. */
    private static final long BESIDE_THE_GRAPH = 32L << 20;

    private final OrtSession session;
    private final ExecutionProvider provider;
    private final ModelDescription description;
    private final Transformer kind;
    private final ServedGraph servedGraph;
    private final long bytes;

    OnnxWeights(
            OnnxSessions.Opened opened,
            ModelDescription description,
            Transformer kind,
            ServedGraph servedGraph,
            long graphBytes) {
        this.session = opened.session();
        this.provider = opened.provider();
        this.description = description;
        this.kind = kind;
        this.servedGraph = servedGraph;
        this.bytes = reckoned(graphBytes);
    }

    /** @param graph length of its file */
    static long reckoned(long graph) {
        return graph + BESIDE_THE_GRAPH;
    }

    /** @throws ModelRefusedException if the graph is no encoder of this dimension */
    static void requireEncoder(OrtSession session, ModelDescription model) throws OrtException {
        Set<String> foreign = new TreeSet<>(session.getInputNames());
        foreign.removeAll(INPUTS);
        if (!foreign.isEmpty() || !session.getInputNames().contains("input_ids")) {
            throw new ModelRefusedException(
                    model.id(),
                    "its graph reads " + session.getInputNames() + ", which is not input_ids with attention_mask and"
                            + " token_type_ids at most",
                    null);
        }
        NodeInfo output = session.getOutputInfo().get(TOKEN_VECTORS);
        if (output == null || !(output.getInfo() instanceof TensorInfo info)) {
            throw new ModelRefusedException(
                    model.id(), "its graph gives " + session.getOutputNames() + ", not " + TOKEN_VECTORS, null);
        }
        long[] shape = info.getShape();
        long dimension = shape[shape.length - 1];
        if (dimension > 0 && dimension != model.dimension()) {
            throw new ModelRefusedException(
                    model.id(),
                    "its graph makes vectors of " + dimension + " components, the manifest says " + model.dimension(),
                    null);
        }
    }

    @Override
    public Encoder encoder() {
        return new OnnxEncoder(session, description, kind, servedGraph == ServedGraph.FUSED);
    }

    @Override
    public ServedGraph servedGraph() {
        return servedGraph;
    }

    @Override
    public ExecutionProvider provider() {
        return provider;
    }

    @Override
    public long bytes() {
        return bytes;
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException e) {
            throw new InferenceException("cannot close the model " + description.id(), e);
        }
    }
}
