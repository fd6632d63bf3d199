package io.trovex.benchmarks.embedding;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.springframework.ai.transformers.TransformersEmbeddingModel;

/** Spring AI's in-process embedder, one text a call, which suits it better than lists. */
record SpringAi(String name, TransformersEmbeddingModel model) implements Contender {

    /** Whether it and the PyTorch it needs are on the class path. */
    static boolean isHere() {
        try {
            Class.forName("org.springframework.ai.transformers.TransformersEmbeddingModel");
            Class.forName("ai.djl.pytorch.engine.PtEngine");
            return true;
        } catch (ClassNotFoundException _) {
            return false;
        }
    }

    static SpringAi open(String name, Path onnx, Path tokenizer) {
        TransformersEmbeddingModel model = new TransformersEmbeddingModel();
        model.setDisableCaching(true);
        model.setModelResource(onnx.toUri().toString());
        model.setTokenizerResource(tokenizer.toUri().toString());
        model.setTokenizerOptions(Map.of("padding", "false", "truncation", "false"));
        try {
            model.afterPropertiesSet();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        return new SpringAi(name, model);
    }

    @Override
    public List<float[]> embed(List<String> texts) {
        return texts.stream().map(model::embed).map(Vectors::normalised).toList();
    }

    @Override
    public void close() {
        // it has nothing to close
    }
}
