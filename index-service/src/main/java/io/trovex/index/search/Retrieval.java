package io.trovex.index.search;

import io.trovex.index.engine.IndexView;
import io.trovex.index.engine.KeywordSearch;
import io.trovex.index.engine.Match;
import io.trovex.index.engine.MatchedDocuments;
import io.trovex.index.engine.SortOrder;
import io.trovex.index.engine.VectorSearch;
import io.trovex.index.search.SearchResponse.Relation;
import io.trovex.index.search.SearchResponse.Total;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Finds what answers one request within one view. What a search finds, counts and pages through is one set: every document
 * with one of the words, and the nearest documents by meaning, up to as many as the request puts forward.
 */
final class Retrieval {
    private final IndexView view;
    private final KeywordSearch keyword;
    private final @Nullable VectorSearch semantic;
    private final SearchRequest request;
    private final CandidateRankings candidates;

    private Retrieval(
            IndexView view,
            KeywordSearch keyword,
            @Nullable VectorSearch semantic,
            SearchRequest request,
            CandidateRankings candidates) {
        this.view = view;
        this.keyword = keyword;
        this.semantic = semantic;
        this.request = request;
        this.candidates = candidates;
    }

    /** @param semantic absent when there is no vector of the query, so that the words answer alone */
    static Found find(
            IndexView view,
            KeywordSearch keyword,
            @Nullable VectorSearch semantic,
            SearchRequest request,
            SearchSettings settings) {
        CandidateRankings candidates = CandidateRankings.of(keyword, semantic, request, settings);
        return new Retrieval(view, keyword, semantic, request, candidates).found(settings.pageDepth());
    }

    private Found found(int pageDepth) {
        HitOptions options = request.options();
        List<RankedDocument> ranked = candidates.ranked(List.of());
        Total total = total(candidates.count(), candidates.isExact());
        Double least = options.minScore();
        if (least != null) {
            ranked = ranked.stream().filter(each -> each.score() >= least).toList();
            total = total(ranked.size(), candidates.reach(least));
        }
        if (!options.needDocuments()) {
            return new Found(keyword, semantic, ranked, total, null, Map.of(), null);
        }
        MatchedDocuments documents = least == null ? matched() : among(ranked);
        total = new Total(documents.count(), least == null ? relation(candidates.isNearExact()) : total.relation());
        if (options.sort() != null) {
            int size = options.paged() || options.grouped() ? pageDepth : request.size();
            ranked = sorted(documents, options.sort(), size);
        }
        Map<String, FacetCounts> facets = options.facets().isEmpty() ? null : facets(documents, total.relation());
        if (!options.grouped()) {
            return new Found(keyword, semantic, ranked, total, null, Map.of(), facets);
        }
        SourceGroups groups = SourceGroups.of(view, documents, ranked);
        return new Found(
                keyword,
                semantic,
                groups.best(),
                total,
                new Total(groups.count(), total.relation()),
                groups.byDocument(),
                facets);
    }

    private MatchedDocuments matched() {
        MatchedDocuments documents = candidates.areByWords() ? view.matched(keyword, request.filter()) : view.matched();
        documents.add(candidates.near());
        return documents;
    }

    private MatchedDocuments among(List<RankedDocument> ranked) {
        MatchedDocuments documents = view.matched();
        documents.add(ranked.stream()
                .map(each -> new Match(each.number(), each.docId(), each.score(), each.passage()))
                .toList());
        return documents;
    }

    private List<RankedDocument> sorted(MatchedDocuments documents, SortOrder order, int size) {
        List<Match> first = documents.first(order, size);
        Map<String, RankedDocument> byId =
                candidates.ranked(first).stream().collect(Collectors.toMap(RankedDocument::docId, Function.identity()));
        return first.stream()
                .map(match -> Objects.requireNonNull(byId.get(match.docId())))
                .toList();
    }

    private Map<String, FacetCounts> facets(MatchedDocuments documents, Relation relation) {
        Map<String, FacetCounts> facets = new LinkedHashMap<>();
        request.options()
                .facets()
                .forEach(facet -> facets.put(
                        facet.field().wireName(),
                        FacetCounts.of(documents.facet(facet.field(), facet.size()), relation)));
        return facets;
    }

    private static Total total(long value, boolean exact) {
        return new Total(value, relation(exact));
    }

    private static Relation relation(boolean exact) {
        return exact ? Relation.EQ : Relation.GTE;
    }
}
