package io.trovex.index.search;

import io.trovex.contracts.Generation;
import io.trovex.index.engine.CloseWord;
import io.trovex.index.engine.Correction;
import io.trovex.index.engine.IndexView;
import io.trovex.index.engine.KeywordSearch;
import io.trovex.index.engine.SearchIndex;
import io.trovex.index.query.Notice;
import io.trovex.index.query.ParsedQuery;
import io.trovex.index.query.QuerySyntax;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Answers questions to one index. Thread-safe. Without the model it answers by the generation's static encoder, or from
 * keywords alone, and says so.
 */
public final class SearchService {
    private final SearchIndex index;
    private final Generation generation;
    private final QueryVectors vectors;
    private final SearchSettings settings;
    private final KeptSearches kept;

    public SearchService(SearchIndex index, QueryEmbedder model, SearchSettings settings) {
        this(index, model, null, settings);
    }

    /** @param staticEncoder of the generation, if it has one: stands in for the model */
    public SearchService(
            SearchIndex index, QueryEmbedder model, @Nullable QueryEmbedder staticEncoder, SearchSettings settings) {
        this(index, model, staticEncoder, settings, new KeptSearches(CursorSettings.DEFAULTS, Clock.systemUTC()));
    }

    /** @param kept where a search waits for its next pages to be asked for */
    public SearchService(
            SearchIndex index,
            QueryEmbedder model,
            @Nullable QueryEmbedder staticEncoder,
            SearchSettings settings,
            KeptSearches kept) {
        this(index, new QueryVectors(model, staticEncoder, index.generation().dimension()), settings, kept);
    }

    private SearchService(SearchIndex index, QueryVectors vectors, SearchSettings settings, KeptSearches kept) {
        this.index = index;
        this.generation = index.generation();
        this.vectors = vectors;
        this.settings = settings;
        this.kept = kept;
    }

    /** The same, without a memory of queries, for whoever measures it. */
    public SearchService uncached() {
        return new SearchService(index, vectors.uncached(), settings, kept);
    }

    public Generation generation() {
        return generation;
    }

    public SearchResponse search(SearchRequest request) {
        long start = System.nanoTime();
        ParsedQuery parsed = parsed(request);
        return answer(request, parsed, vector(request, parsed), start);
    }

    /**
     * Leaves a search by meaning to others rather than answer it from the words alone.
     *
     * @throws QueryEmbedderUnavailableException if neither the model nor the static encoder makes a vector
     */
    public SearchResponse searchByModel(SearchRequest request) {
        long start = System.nanoTime();
        ParsedQuery parsed = parsed(request);
        QueryVector query = vector(request, parsed);
        Degradation degradation = query.degradation();
        if (degradation != null && degradation.fallback() == Fallback.KEYWORDS) {
            throw new QueryEmbedderUnavailableException(
                    degradation.reason(), "generation %s has no vector of the query".formatted(generation.id()), null);
        }
        return answer(request, parsed, query, start);
    }

    private ParsedQuery parsed(SearchRequest request) {
        return QuerySyntax.parse(request.text(), this::hasMetadata);
    }

    private boolean hasMetadata(String key) {
        try (IndexView view = index.view()) {
            return view.hasMetadata(key);
        }
    }

    private QueryVector vector(SearchRequest request, ParsedQuery parsed) {
        return request.mode() == SearchMode.KEYWORD || !parsed.hasMeaning()
                ? QueryVector.UNASKED
                : vectors.of(parsed.meaning());
    }

    private static List<Notice> notices(
            SearchRequest request, ParsedQuery parsed, KeywordSearch keyword, boolean byWordsAlone) {
        List<Notice> notices = new ArrayList<>(parsed.notices(request.mode() != SearchMode.KEYWORD));
        if (byWordsAlone || request.mode() != SearchMode.SEMANTIC) {
            for (Correction correction : keyword.corrections()) {
                notices.add(new Notice(
                        Notice.CORRECTED,
                        "no document has '%s', so '%s' counts for it"
                                .formatted(
                                        correction.word(),
                                        correction.instead().stream()
                                                .map(CloseWord::word)
                                                .collect(Collectors.joining("', '")))));
            }
        }
        return notices;
    }

    private SearchResponse answer(SearchRequest request, ParsedQuery parsed, QueryVector query, long start) {
        IndexView view = index.view();
        boolean isKept = false;
        try {
            float[] vector = query.components();
            Found found = Retrieval.find(
                    view,
                    view.keyword(parsed.keyword()),
                    vector == null ? null : view.semantic(vector),
                    request.with(parsed.and(request.filter())),
                    settings);
            List<SearchHit> hits = new HitReader(view, request, found).read(0, request.size());
            String next = null;
            if (request.options().paged() && found.ranked().size() > hits.size()) {
                next = kept.keep(generation.id(), request, view, found);
                isKept = true;
            }
            SearchResponse response = SearchResponse.of(
                    UUID.randomUUID().toString(),
                    TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - start) / 1_000.0,
                    generation,
                    request.mode(),
                    query.degradation(),
                    notices(request, parsed, found.keyword(), vector == null),
                    view.asOf(),
                    found,
                    hits,
                    next);
            kept.begun(response);
            return response;
        } finally {
            if (!isKept) {
                view.close();
            }
        }
    }
}
