package io.trovex.index.engine;

import io.trovex.contracts.Engine;
import io.trovex.contracts.Generation;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

/** Leaves each generation to its own engine, so that those of several live side by side. Thread-safe. */
public final class EngineRouter implements IndexEngine {
    private final Engine configured;
    private final Map<Engine, Supplier<IndexEngine>> makers;
    private final Map<Engine, IndexEngine> engines = new EnumMap<>(Engine.class);

    /**
     * @param configured keeps the generations that do not say who does
     * @param makers of each engine, called when the first generation is kept by it
     */
    public EngineRouter(Engine configured, Map<Engine, Supplier<IndexEngine>> makers) {
        this.configured = configured;
        this.makers = Map.copyOf(makers);
    }

    @Override
    public SearchIndex open(Generation generation) {
        return of(generation).open(generation);
    }

    @Override
    public void delete(Generation generation) {
        of(generation).delete(generation);
    }

    @Override
    public synchronized void close() {
        engines.values().forEach(IndexEngine::close);
    }

    private synchronized IndexEngine of(Generation generation) {
        return engines.computeIfAbsent(
                generation.engine() == null ? configured : generation.engine(),
                engine -> Objects.requireNonNull(makers.get(engine)).get());
    }
}
