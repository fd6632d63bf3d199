package io.trovex.embedding.document;

import io.trovex.embedding.engine.EmbeddingEngine;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The engine of each generation that this process embeds for. Thread-safe. */
public final class GenerationEngines {
    private final Map<String, EmbeddingEngine> engines = new ConcurrentHashMap<>();

    /** @param generation its id */
    public void opened(String generation, EmbeddingEngine engine) {
        engines.put(generation, engine);
    }

    /** Null as long as its model is not loaded. */
    public @Nullable EmbeddingEngine find(String generation) {
        return engines.get(generation);
    }

    /** Ends what waits for the model there, if anything does; the model may be unloaded then. */
    public void close(String generation) {
        EmbeddingEngine engine = engines.remove(generation);
        if (engine != null) {
            engine.close();
        }
    }
}
