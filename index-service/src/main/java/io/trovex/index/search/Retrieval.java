package io.trovex.index.search;

import io.trovex.index.engine.DocumentField;
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
        CandidateRankings candidates = CandidateRankings.of(view, keyword, semantic, request, settings);
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
            return new Found(keyword, semantic, ranked, total, null, Map.of(), null, byWords());
        }
        MatchedDocuments documents = least == null ? matched() : among(ranked);
        total = new Total(documents.count(), least == null ? relation(candidates.isNearExact()) : total.relation());
        if (options.sort() != null) {
            int size = options.paged() || options.grouped() ? Math.max(request.reach(), pageDepth) : request.reach();
            ranked = sorted(documents, options.sort(), null, size);
        }
        Map<String, FacetCounts> facets = options.facets().isEmpty() ? null : facets(documents, total.relation());
        DocumentField groupBy = options.groupBy();
        if (groupBy == null) {
            Continuation continuation = options.sort() == null ? byWords() : inOrder(documents, options.sort(), ranked);
            return new Found(keyword, semantic, ranked, total, null, Map.of(), facets, continuation);
        }
        FieldGroups groups = FieldGroups.of(view, documents, groupBy, ranked);
        return new Found(
                keyword,
                semantic,
                groups.best(),
                total,
                new Total(groups.count(), total.relation()),
                groups.byDocument(),
                facets,
                null);
    }

    private @Nullable Continuation byWords() {
        if (!request.options().paged() || !candidates.goOnByWords()) {
            return null;
        }
        Double least = request.options().minScore();
        return (last, position) -> candidates.byWords(request.filter(), last, position).stream()
                .filter(each -> least == null || each.score() >= least)
                .toList();
    }

    private @Nullable Continuation inOrder(MatchedDocuments documents, SortOrder order, List<RankedDocument> ranked) {
        boolean goesOn = request.options().paged() && ranked.size() < documents.count() && documents.goesOn(order);
        return goesOn ? (last, _) -> sorted(documents, order, match(last), ranked.size()) : null;
    }

    private static Match match(RankedDocument document) {
        return new Match(document.number(), document.docId(), document.score(), document.passage());
    }

    private MatchedDocuments matched() {
        MatchedDocuments documents = candidates.areByWords() ? view.matched(keyword, request.filter()) : view.matched();
        documents.add(candidates.near());
        return documents;
    }

    private MatchedDocuments among(List<RankedDocument> ranked) {
        MatchedDocuments documents = view.matched();
        documents.add(ranked.stream().map(Retrieval::match).toList());
        return documents;
    }

    private List<RankedDocument> sorted(MatchedDocuments documents, SortOrder order, @Nullable Match after, int size) {
        List<Match> next = documents.next(order, after, size);
        Map<String, RankedDocument> byId =
                candidates.ranked(next).stream().collect(Collectors.toMap(RankedDocument::docId, Function.identity()));
        return next.stream()
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
