package io.trovex.benchmarks;

import io.trovex.client.TrovexClient;
import io.trovex.embedding.model.EmbeddingModel;
import io.trovex.embedding.model.EmbeddingModels;
import io.trovex.standalone.Pipeline;
import io.trovex.standalone.PipelineSettings;
import java.io.IOException;

/** A pipeline on data that vanishes with it. */
public record TemporaryPipeline(TemporaryDirectory data, Pipeline pipeline, String model) implements AutoCloseable {

    public static TemporaryPipeline start() throws IOException {
        return start(PipelineSettings.DEFAULT_MODEL);
    }

    public static TemporaryPipeline start(String model) throws IOException {
        TemporaryDirectory data = TemporaryDirectory.create();
        Pipeline pipeline = Pipeline.start(PipelineSettings.in(data.path()).withModel(model));
        return new TemporaryPipeline(data, pipeline, model);
    }

    public TrovexClient client() {
        return new TrovexClient(pipeline.url());
    }

    /** The pipeline's model once more, for oneself. */
    public EmbeddingModel openModel() {
        return EmbeddingModels.open(model, data.path().resolve("graphs"));
    }

    @Override
    public void close() throws IOException {
        try (data;
                pipeline) {
            // in the reverse of this order
        }
    }
}
