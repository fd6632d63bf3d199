package io.trovex.benchmarks.embedding;

import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.embedding.onnx.OnnxEmbeddingModel;
import dev.langchain4j.model.embedding.onnx.PoolingMode;
import java.nio.file.Path;
import java.util.List;

/** langchain4j's in-process embedder as it comes: all texts in one call, on its own threads. */
record LangChain4j(String name, OnnxEmbeddingModel model) implements Contender {

    static LangChain4j open(String name, Path onnx, Path tokenizer) {
        return new LangChain4j(name, new OnnxEmbeddingModel(onnx, tokenizer, PoolingMode.MEAN));
    }

    @Override
    public List<float[]> embed(List<String> texts) {
        return model.embedAll(texts.stream().map(TextSegment::from).toList()).content().stream()
                .map(Embedding::vector)
                .toList();
    }

    @Override
    public void close() {
        // it has nothing to close
    }
}
