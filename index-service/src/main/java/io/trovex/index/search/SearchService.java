package io.trovex.index.search;

import io.trovex.contracts.Generation;
import io.trovex.index.lucene.DocumentFilter;
import io.trovex.index.lucene.IndexView;
import io.trovex.index.lucene.KeywordSearch;
import io.trovex.index.lucene.LuceneIndex;
import io.trovex.index.lucene.Match;
import io.trovex.index.lucene.Ranking;
import io.trovex.index.lucene.StoredDocument;
import io.trovex.index.lucene.VectorSearch;
import io.trovex.index.search.SearchResponse.Relation;
import io.trovex.index.search.SearchResponse.Total;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Answers questions to one index. Thread-safe. Without the model it answers by the generation's static encoder, or from
 * keywords alone, and says so.
 */
public final class SearchService {
    private final LuceneIndex index;
    private final Generation generation;
    private final QueryVectors vectors;
    private final SearchSettings settings;
    private final RankFusion fusion;

    public SearchService(LuceneIndex index, QueryEmbedder model, SearchSettings settings) {
        this(index, model, null, settings);
    }

    /** @param staticEncoder of the generation, if it has one: stands in for the model */
    public SearchService(
            LuceneIndex index, QueryEmbedder model, @Nullable QueryEmbedder staticEncoder, SearchSettings settings) {
        this(index, new QueryVectors(model, staticEncoder, index.generation().dimension()), settings);
    }

    private SearchService(LuceneIndex index, QueryVectors vectors, SearchSettings settings) {
        this.index = index;
        this.generation = index.generation();
        this.vectors = vectors;
        this.settings = settings;
        this.fusion = new RankFusion(settings.semanticWeight());
    }

    /** The same, without a memory of queries, for whoever measures it. */
    public SearchService uncached() {
        return new SearchService(index, vectors.uncached(), settings);
    }

    public Generation generation() {
        return generation;
    }

    public SearchResponse search(SearchRequest request) {
        long start = System.nanoTime();
        return answer(request, vector(request), start);
    }

    /**
     * Leaves a search by meaning to others rather than answer it from the words alone.
     *
     * @throws QueryEmbedderUnavailableException if neither the model nor the static encoder makes a vector
     */
    public SearchResponse searchByModel(SearchRequest request) {
        long start = System.nanoTime();
        QueryVector query = vector(request);
        Degradation degradation = query.degradation();
        if (degradation != null && degradation.fallback() == Fallback.KEYWORDS) {
            throw new QueryEmbedderUnavailableException(
                    degradation.reason(), "generation %s has no vector of the query".formatted(generation.id()), null);
        }
        return answer(request, query, start);
    }

    private QueryVector vector(SearchRequest request) {
        return request.mode() == SearchMode.KEYWORD ? QueryVector.UNASKED : vectors.of(request.text());
    }

    private SearchResponse answer(SearchRequest request, QueryVector query, long start) {
        float[] vector = query.components();
        try (IndexView view = index.view()) {
            KeywordSearch keyword = view.keyword(request.text());
            Answer answer =
                    vector == null ? keywordOnly(keyword, request) : semantic(keyword, view.semantic(vector), request);
            List<SearchHit> hits = hits(view, keyword, answer.ranked(), request);
            return SearchResponse.of(
                    UUID.randomUUID().toString(),
                    TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - start) / 1_000.0,
                    generation.id(),
                    generation.model(),
                    request.mode(),
                    query.degradation(),
                    answer.total(),
                    hits);
        }
    }

    private record Answer(List<RankedDocument> ranked, Total total) {}

    private Answer keywordOnly(KeywordSearch keyword, SearchRequest request) {
        return single(keyword.rank(request.filter(), depth(request)), false);
    }

    private Answer semantic(KeywordSearch keyword, VectorSearch semantic, SearchRequest request) {
        DocumentFilter filter = request.filter();
        Ranking near = semantic.rank(filter, depth(request));
        if (request.mode() == SearchMode.SEMANTIC) {
            return single(near, true);
        }
        Ranking worded = keyword.rank(filter, depth(request));
        Scores byWord = new Scores(worded, keyword.score(missing(near, worded)));
        Scores byMeaning = new Scores(near, semantic.score(missing(worded, near)));
        List<RankedDocument> ranked = fusion.fuse(request.fusion(), byWord, byMeaning);
        boolean exact = worded.exact() && near.exact();
        return new Answer(ranked, total(Math.max(worded.found(), ranked.size()), exact));
    }

    /** What {@code one} put forward and {@code other} did not. */
    private static List<Match> missing(Ranking one, Ranking other) {
        Set<Integer> known = other.matches().stream().map(Match::number).collect(Collectors.toSet());
        return one.matches().stream()
                .filter(match -> !known.contains(match.number()))
                .toList();
    }

    private static Answer single(Ranking ranking, boolean semantic) {
        List<Match> matches = ranking.matches();
        List<RankedDocument> ranked = IntStream.range(0, matches.size())
                .mapToObj(i -> alone(matches.get(i), i + 1, semantic))
                .toList();
        return new Answer(ranked, total(ranking.found(), ranking.exact()));
    }

    private static RankedDocument alone(Match match, int rank, boolean semantic) {
        ScorePart part = ScorePart.of(match.score(), rank, match.score(), 1);
        Explanation explanation = new Explanation(null, semantic ? null : part, semantic ? part : null);
        return new RankedDocument(match.number(), match.docId(), match.passage(), match.score(), explanation);
    }

    private static Total total(long value, boolean exact) {
        return new Total(value, exact ? Relation.EQ : Relation.GTE);
    }

    private static List<SearchHit> hits(
            IndexView view, KeywordSearch keyword, List<RankedDocument> ranked, SearchRequest request) {
        Passages passages = new Passages(view, keyword);
        List<SearchHit> hits = new ArrayList<>(Math.min(request.size(), ranked.size()));
        for (RankedDocument hit : ranked.subList(0, Math.min(request.size(), ranked.size()))) {
            StoredDocument document = view.read(hit.number());
            hits.add(new SearchHit(
                    document.docId(),
                    document.title(),
                    document.source(),
                    document.language(),
                    document.timestamp(),
                    hit.score(),
                    passages.show(hit, document),
                    document.metadata(),
                    request.explain() ? hit.explanation() : null));
        }
        return hits;
    }

    private int depth(SearchRequest request) {
        return Math.max(request.size(), settings.candidates());
    }
}
