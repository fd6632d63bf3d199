package io.trovex.embedding.document;

import io.trovex.embedding.engine.EmbeddingEngine;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The engine of each generation that this process embeds for. Thread-safe. */
public final class GenerationEngines {
    private final Map<String, EmbeddingEngine> engines = new ConcurrentHashMap<>();
    private final Map<String, String> failures = new ConcurrentHashMap<>();

    /** @param generation its id */
    public void opened(String generation, EmbeddingEngine engine) {
        engines.put(generation, engine);
        failures.remove(generation);
    }

    /** It has none for now; tried again, and told again, until one is opened. */
    public void failed(String generation, String reason) {
        failures.put(generation, reason);
    }

    /** Why the last attempt to embed for it failed; null if none did since it was opened. */
    public @Nullable String failure(String generation) {
        return failures.get(generation);
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
