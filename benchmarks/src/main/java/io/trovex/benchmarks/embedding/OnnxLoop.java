package io.trovex.benchmarks.embedding;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.trovex.embedding.model.graph.GraphFusion;
import io.trovex.embedding.model.graph.Precision;
import io.trovex.embedding.model.graph.UnknownShapeException;
import io.trovex.embedding.tokenizer.Tokens;
import io.trovex.embedding.tokenizer.WordPieceTokenizer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** ONNX Runtime and nothing else, in its best settings: one text a run, a thread for each core, any graph. */
record OnnxLoop(String name, OrtSession session, WordPieceTokenizer tokenizer, ExecutorService threads)
        implements Contender {

    /** Over a graph as published. */
    static OnnxLoop open(String name, Path onnx, WordPieceTokenizer tokenizer) throws IOException {
        try (FileChannel file = FileChannel.open(onnx)) {
            return open(name, file.map(FileChannel.MapMode.READ_ONLY, 0, file.size()), tokenizer);
        }
    }

    /** Over the graph that we make of a published one: the engine's own work, without the engine. */
    static OnnxLoop fused(String name, Path onnx, Precision precision, WordPieceTokenizer tokenizer)
            throws IOException {
        try {
            return open(name, GraphFusion.fuse(Files.readAllBytes(onnx), precision, true), tokenizer);
        } catch (UnknownShapeException e) {
            throw new IllegalStateException(e);
        }
    }

    private static OnnxLoop open(String name, ByteBuffer onnx, WordPieceTokenizer tokenizer) {
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
            OrtSession session = OrtEnvironment.getEnvironment().createSession(onnx, options);
            int cores = Runtime.getRuntime().availableProcessors();
            return new OnnxLoop(name, session, tokenizer, Executors.newFixedThreadPool(cores));
        } catch (OrtException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public List<float[]> embed(List<String> texts) {
        return InParallel.map(threads, texts, this::vector);
    }

    private float[] vector(String text) throws OrtException {
        Tokens tokens = tokenizer.tokenize(text);
        long[] ids = new long[tokens.size() + 2];
        long[] ones = new long[ids.length];
        Arrays.fill(ones, 1);
        ids[0] = tokenizer.specialToken("[CLS]");
        for (int i = 0; i < tokens.size(); i++) {
            ids[i + 1] = tokens.id(i);
        }
        ids[ids.length - 1] = tokenizer.specialToken("[SEP]");
        try (OnnxTensor input = tensor(ids);
                OnnxTensor mask = tensor(ones);
                OnnxTensor types = tensor(new long[ids.length])) {
            Map<String, OnnxTensor> inputs =
                    new HashMap<>(Map.of("input_ids", input, "attention_mask", mask, "token_type_ids", types));
            inputs.keySet().retainAll(session.getInputNames());
            try (OrtSession.Result result = session.run(inputs)) {
                FloatBuffer values = ((OnnxTensor) result.get(0)).getFloatBuffer();
                return Vectors.normalisedMean(values, poolsItself() ? 1 : ids.length);
            }
        }
    }

    /** As a fused graph does; others give a vector for each token. */
    private boolean poolsItself() {
        return session.getOutputNames().contains(GraphFusion.OUTPUT);
    }

    private static OnnxTensor tensor(long[] values) throws OrtException {
        return OnnxTensor.createTensor(
                OrtEnvironment.getEnvironment(), LongBuffer.wrap(values), new long[] {1, values.length});
    }

    @Override
    public void close() {
        threads.close();
        try {
            session.close();
        } catch (OrtException e) {
            throw new IllegalStateException(e);
        }
    }
}
