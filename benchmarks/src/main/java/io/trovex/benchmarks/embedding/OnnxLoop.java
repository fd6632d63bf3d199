package io.trovex.benchmarks.embedding;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.trovex.embedding.tokenizer.Tokens;
import io.trovex.embedding.tokenizer.WordPieceTokenizer;
import java.nio.LongBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** ONNX Runtime and nothing else, in its best settings: a published graph, one text a run, a thread for each core. */
record OnnxLoop(String name, OrtSession session, WordPieceTokenizer tokenizer, ExecutorService threads)
        implements Contender {

    static OnnxLoop open(String name, Path onnx, WordPieceTokenizer tokenizer) {
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
            OrtSession session = OrtEnvironment.getEnvironment().createSession(onnx.toString(), options);
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
                OnnxTensor types = tensor(new long[ids.length]);
                OrtSession.Result result =
                        session.run(Map.of("input_ids", input, "attention_mask", mask, "token_type_ids", types))) {
            return Vectors.normalisedMean(((OnnxTensor) result.get(0)).getFloatBuffer(), ids.length);
        }
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
