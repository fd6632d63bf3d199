package io.trovex.index.search;

import io.trovex.contracts.Generation;
import io.trovex.index.engine.DotProduct;
import io.trovex.index.engine.IndexView;
import io.trovex.index.engine.SearchIndex;
import io.trovex.index.query.Notice;
import io.trovex.index.synonym.Synonyms;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Answers questions to one index. Thread-safe. Without the model it answers by the generation's static encoder, or from
 * keywords alone, and says so.
 */
public final class SearchService {
    private static final int WARM_UP_SEARCHES = 30;
    private static final int MOST_WITHOUT_THE_MODEL = 5;
    private static final Duration LONGEST_WARM_UP = Duration.ofSeconds(3);

    private final SearchIndex index;
    private final Generation generation;
    private final SearchIntents intents;
    private final SearchSettings settings;
    private final KeptSearches kept;
    private final RememberedAnswers answers;

    public SearchService(SearchIndex index, QueryEmbedder model, SearchSettings settings) {
        this(index, model, null, settings);
    }

    /** @param staticEncoder of the generation, if it has one: stands in for the model */
    public SearchService(
            SearchIndex index, QueryEmbedder model, @Nullable QueryEmbedder staticEncoder, SearchSettings settings) {
        this(index, model, staticEncoder, settings, new KeptSearches(CursorSettings.DEFAULTS, Clock.systemUTC()));
    }

    /** Without synonyms. */
    public SearchService(
            SearchIndex index,
            QueryEmbedder model,
            @Nullable QueryEmbedder staticEncoder,
            SearchSettings settings,
            KeptSearches kept) {
        this(index, model, staticEncoder, () -> Synonyms.NONE, settings, kept);
    }

    /**
     * @param synonyms as they are for the next search
     * @param kept where a search waits for its next pages to be asked for
     */
    public SearchService(
            SearchIndex index,
            QueryEmbedder model,
            @Nullable QueryEmbedder staticEncoder,
            Supplier<Synonyms> synonyms,
            SearchSettings settings,
            KeptSearches kept) {
        this(
                index,
                new SearchIntents(
                        index,
                        new QueryVectors(
                                model, staticEncoder, index.generation().dimension()),
                        synonyms),
                settings,
                kept,
                RememberedAnswers.NONE);
    }

    private SearchService(
            SearchIndex index,
            SearchIntents intents,
            SearchSettings settings,
            KeptSearches kept,
            RememberedAnswers answers) {
        this.index = index;
        this.generation = index.generation();
        this.intents = intents;
        this.settings = settings;
        this.kept = kept;
        this.answers = answers;
    }

    /** The same, without a memory of query vectors or answers, for whoever measures it. */
    public SearchService uncached() {
        return new SearchService(index, intents.uncached(), settings, kept, RememberedAnswers.NONE);
    }

    /** The same, which makes each answer anew: what others asked before must not count where two are compared. */
    public SearchService forgetful() {
        return remembering(RememberedAnswers.NONE);
    }

    /** The same with a memory of answers, which several may share. */
    public SearchService remembering(RememberedAnswers recent) {
        return new SearchService(index, intents, settings, kept, recent);
    }

    public Generation generation() {
        return generation;
    }

    /**
     * Searches {@value #WARM_UP_SEARCHES} times, so that the first users wait neither for the first use of everything nor
     * for what is not compiled yet; less when that takes longer than three seconds, or when the model did not answer in
     * time {@value #MOST_WITHOUT_THE_MODEL} times.
     */
    public void warmUp() {
        DotProduct.warmUp();
        long end = System.nanoTime() + LONGEST_WARM_UP.toNanos();
        int degraded = 0;
        for (int i = 1; i <= WARM_UP_SEARCHES && degraded < MOST_WITHOUT_THE_MODEL && System.nanoTime() < end; i++) {
            if (search(SearchRequest.of("warm-up search number " + i, SearchMode.HYBRID, 10))
                    .degraded()) {
                degraded++;
            }
        }
    }

    /** @throws UnknownDocumentException if more is asked for like a document that is not there */
    public SearchResponse search(SearchRequest request) {
        long start = System.nanoTime();
        return answer(request, intents.of(request), start);
    }

    /**
     * Leaves a search by meaning to others rather than answer it from the words alone.
     *
     * @throws QueryEmbedderUnavailableException if neither the model nor the static encoder makes a vector
     */
    public SearchResponse searchByModel(SearchRequest request) {
        long start = System.nanoTime();
        SearchIntent intent = intents.of(request);
        Degradation degradation = intent.vector().degradation();
        if (degradation != null && degradation.fallback() == Fallback.KEYWORDS) {
            throw new QueryEmbedderUnavailableException(
                    degradation.reason(), "generation %s has no vector of the query".formatted(generation.id()), null);
        }
        return answer(request, intent, start);
    }

    private static List<Notice> notices(SearchRequest request, SearchIntent intent, Found found) {
        List<Notice> notices = new ArrayList<>(intent.notices(found.keyword().corrections()));
        if (request.options().paged() && found.isCut()) {
            notices.add(Notice.pageDepth(found.ranked().size()));
        }
        return notices;
    }

    private static @Nullable List<ContextPassage> passages(
            IndexView view, SearchRequest request, Found found, List<Notice> notices) {
        Integer maxTokens = request.options().maxTokens();
        if (maxTokens == null) {
            return null;
        }
        return new Context(view, found, notices).passages(page(request, found), maxTokens);
    }

    private static List<RankedDocument> page(SearchRequest request, Found found) {
        int end = Math.min(request.reach(), found.ranked().size());
        return found.ranked().subList(Math.min(request.options().offset(), end), end);
    }

    private SearchResponse answer(SearchRequest request, SearchIntent intent, long start) {
        IndexView view = index.view();
        boolean isKept = false;
        try {
            Answer answer;
            String next = null;
            if (request.options().paged()) {
                Found found = find(view, request, intent);
                answer = answer(view, request, intent, found);
                if (found.continuation() != null
                        || found.ranked().size() > answer.hits().size()) {
                    next = kept.keep(generation.id(), request, view, found);
                    isKept = true;
                }
            } else {
                answer = answers.of(
                        generation.id(),
                        view,
                        request,
                        intent,
                        () -> answer(view, request, intent, find(view, request, intent)));
            }
            SearchResponse response = SearchResponse.of(
                    UUID.randomUUID().toString(),
                    TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - start) / 1_000.0,
                    generation,
                    request.mode(),
                    intent.vector().degradation(),
                    view.asOf(),
                    answer,
                    next);
            kept.begun(response);
            return response;
        } finally {
            if (!isKept) {
                view.close();
            }
        }
    }

    private Found find(IndexView view, SearchRequest request, SearchIntent intent) {
        float[] vector = intent.vector().components();
        return Retrieval.find(
                view,
                view.keyword(intent.keyword()),
                vector == null ? null : view.semantic(vector),
                request.with(intent.filter()),
                settings);
    }

    private static Answer answer(IndexView view, SearchRequest request, SearchIntent intent, Found found) {
        List<Notice> notices = notices(request, intent, found);
        List<ContextPassage> passages = passages(view, request, found, notices);
        return new Answer(
                notices,
                found.total(),
                found.groups(),
                found.facets(),
                new HitReader(view, request, found).read(page(request, found)),
                passages);
    }
}
