package io.trovex.standalone;

import io.trovex.contracts.Generation;
import io.trovex.embedding.engine.EmbeddingEngine;
import io.trovex.embedding.engine.EmbeddingEngines;
import io.trovex.embedding.engine.ModelMemoryException;
import io.trovex.embedding.model.KnownModel;
import io.trovex.embedding.model.ModelRefusedException;
import io.trovex.index.search.QueryEmbedder;
import io.trovex.index.search.QueryEmbedders;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Opens an engine next door for each generation that is searched. */
final class InProcessQueryEmbedders implements QueryEmbedders {
    private final EmbeddingEngines engines;
    private final Map<String, EmbeddingEngine> open = new ConcurrentHashMap<>();

    InProcessQueryEmbedders(EmbeddingEngines engines) {
        this.engines = engines;
    }

    @Override
    public QueryEmbedder open(Generation generation) {
        release(generation);
        EmbeddingEngine engine = engines.open(generation.model());
        open.put(generation.id(), engine);
        return new InProcessQueryEmbedder(engine);
    }

    @Override
    public int dimension(String model) {
        return switch (engines.standing(model).model()) {
            case KnownModel.Described(var description) -> description.dimension();
            case KnownModel.Unreadable(var id, var reason) -> throw new NoSuchElementException(id + ": " + reason);
        };
    }

    @Override
    public Optional<String> objection(String model) {
        try {
            return engines.objection(model);
        } catch (ModelRefusedException | ModelMemoryException e) {
            return Optional.of("it cannot be loaded: " + e.getMessage());
        }
    }

    @Override
    public void release(Generation generation) {
        EmbeddingEngine engine = open.remove(generation.id());
        if (engine != null) {
            engine.close();
        }
    }
}
