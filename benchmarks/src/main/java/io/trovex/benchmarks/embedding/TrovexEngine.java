package io.trovex.benchmarks.embedding;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.trovex.contracts.Vector;
import io.trovex.embedding.engine.EmbeddingEngine;
import io.trovex.embedding.engine.EngineSettings;
import io.trovex.embedding.model.EmbeddingModel;
import java.util.List;

/** The service's own engine, with its queue and without its cache. */
record TrovexEngine(String name, EmbeddingEngine engine) implements Contender {

    static TrovexEngine over(String name, EmbeddingModel model) {
        EngineSettings defaults = EngineSettings.defaults();
        EngineSettings settings = new EngineSettings(
                defaults.threads(), defaults.queryQueue(), defaults.documentQueue(), defaults.requestQueue(), 0);
        return new TrovexEngine(name, new EmbeddingEngine(model, settings, new SimpleMeterRegistry()));
    }

    @Override
    public List<float[]> embed(List<String> texts) {
        try {
            return engine.passages(texts).stream().map(Vector::components).toList();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        engine.close();
    }
}
