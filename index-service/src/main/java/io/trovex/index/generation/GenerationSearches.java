package io.trovex.index.generation;

import io.trovex.contracts.Generation;
import io.trovex.index.engine.SearchIndex;
import io.trovex.index.search.KeptSearches;
import io.trovex.index.search.QueryEmbedder;
import io.trovex.index.search.QueryEmbedders;
import io.trovex.index.search.RememberedAnswers;
import io.trovex.index.search.SearchService;
import io.trovex.index.search.SearchSettings;
import io.trovex.index.search.guard.EmbedderGuards;
import io.trovex.index.search.statics.StaticEncoders;
import io.trovex.index.synonym.Synonyms;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** Makes the search over a generation's index, with a guarded embedder of its own model and its own static encoder. */
public final class GenerationSearches {
    private final QueryEmbedders embedders;
    private final EmbedderGuards guards;
    private final StaticEncoders staticEncoders;
    private final UnaryOperator<QueryEmbedder> cache;
    private final Supplier<Synonyms> synonyms;
    private final SearchSettings settings;
    private final KeptSearches kept;
    private final RememberedAnswers answers;

    public GenerationSearches(
            QueryEmbedders embedders,
            EmbedderGuards guards,
            StaticEncoders staticEncoders,
            UnaryOperator<QueryEmbedder> cache,
            Supplier<Synonyms> synonyms,
            SearchSettings settings,
            KeptSearches kept,
            RememberedAnswers answers) {
        this.embedders = embedders;
        this.guards = guards;
        this.staticEncoders = staticEncoders;
        this.cache = cache;
        this.synonyms = synonyms;
        this.settings = settings;
        this.kept = kept;
        this.answers = answers;
    }

    SearchService open(SearchIndex index) {
        Generation generation = index.generation();
        QueryEmbedder guarded = guards.guard(generation.id(), embedders.open(generation));
        return new SearchService(index, cache.apply(guarded), staticEncoders.open(index), synonyms, settings, kept)
                .remembering(answers);
    }

    int dimension(String model) {
        return embedders.dimension(model);
    }

    String version(String model) {
        return embedders.version(model);
    }

    Optional<String> objection(String model) {
        return embedders.objection(model);
    }

    void release(Generation generation) {
        kept.release(generation.id());
        guards.release(generation.id());
        staticEncoders.release(generation);
        embedders.release(generation);
    }
}
