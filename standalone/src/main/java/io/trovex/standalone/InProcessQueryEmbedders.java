package io.trovex.standalone;

import io.trovex.contracts.Generation;
import io.trovex.embedding.engine.EmbeddingEngine;
import io.trovex.embedding.engine.EmbeddingEngines;
import io.trovex.embedding.engine.ModelMemoryException;
import io.trovex.embedding.model.KnownModel;
import io.trovex.embedding.model.ModelDescription;
import io.trovex.embedding.model.ModelRefusedException;
import io.trovex.index.search.DegradedReason;
import io.trovex.index.search.QueryEmbedder;
import io.trovex.index.search.QueryEmbedderUnavailableException;
import io.trovex.index.search.QueryEmbedders;
import io.trovex.index.search.QueryPatience;
import io.trovex.stage.generation.kafka.GenerationLog;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Opens an engine next door for each generation that is searched. */
final class InProcessQueryEmbedders implements QueryEmbedders {
    private final EmbeddingEngines engines;
    private final GenerationLog log;
    private final QueryPatience patience;
    private final Map<String, EmbeddingEngine> open = new ConcurrentHashMap<>();

    InProcessQueryEmbedders(EmbeddingEngines engines, GenerationLog log, QueryPatience patience) {
        this.engines = engines;
        this.log = log;
        this.patience = patience;
    }

    @Override
    public QueryEmbedder open(Generation generation) {
        release(generation);
        EmbeddingEngine engine = engines.open(generation.model());
        open.put(generation.id(), engine);
        String version = engine.model().description().fullVersion();
        QueryEmbedder embedder = new InProcessQueryEmbedder(engine, patience);
        return query -> {
            requireVersion(generation, version);
            return embedder.embed(query);
        };
    }

    private void requireVersion(Generation generation, String version) {
        Optional<String> wanted = log.generations().modelVersion(generation.id());
        if (wanted.isPresent() && !wanted.get().equals(version)) {
            throw new QueryEmbedderUnavailableException(
                    DegradedReason.EMBEDDER_MISMATCH,
                    "%s is %s now, not %s".formatted(generation.model(), version, wanted.get()),
                    null);
        }
    }

    @Override
    public int dimension(String model) {
        return described(model).dimension();
    }

    @Override
    public String version(String model) {
        return described(model).fullVersion();
    }

    private ModelDescription described(String model) {
        return switch (engines.standing(model).model()) {
            case KnownModel.Described(var description) -> description;
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
