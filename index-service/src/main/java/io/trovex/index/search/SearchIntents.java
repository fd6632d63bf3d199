package io.trovex.index.search;

import io.trovex.index.engine.DocumentField;
import io.trovex.index.engine.DocumentFilter;
import io.trovex.index.engine.IndexView;
import io.trovex.index.engine.KeywordQuery;
import io.trovex.index.engine.LikeDocument;
import io.trovex.index.engine.SearchIndex;
import io.trovex.index.query.ParsedQuery;
import io.trovex.index.query.QuerySyntax;
import io.trovex.index.synonym.Synonyms;
import java.util.List;
import java.util.function.Supplier;

/** Reads requests to one index. Holds no view of it while a vector is made. */
final class SearchIntents {
    private final SearchIndex index;
    private final QueryVectors vectors;
    private final Supplier<Synonyms> synonyms;

    SearchIntents(SearchIndex index, QueryVectors vectors, Supplier<Synonyms> synonyms) {
        this.index = index;
        this.vectors = vectors;
        this.synonyms = synonyms;
    }

    SearchIntents uncached() {
        return new SearchIntents(index, vectors.uncached(), synonyms);
    }

    /** @throws UnknownDocumentException if the request is for more like a document that is not there */
    SearchIntent of(SearchRequest request) {
        ParsedQuery parsed = QuerySyntax.parse(request.text(), index::hasMetadata);
        boolean byMeaning = request.mode() != SearchMode.KEYWORD;
        String docId = request.moreLike();
        LikeDocument like = docId == null ? null : like(docId);
        QueryVector vector = byMeaning && parsed.hasMeaning() ? vectors.of(parsed.meaning()) : QueryVector.UNASKED;
        boolean byWords = request.mode() != SearchMode.SEMANTIC;
        KeywordQuery keyword = parsed.keyword().with(synonyms.get().of(parsed.loose(), index::languages));
        if (docId == null || like == null) {
            DocumentFilter filter = parsed.and(request.filter());
            return new SearchIntent(keyword.within(filter), vector, filter, parsed.notices(byMeaning), byWords);
        }
        DocumentFilter filter = others(docId, parsed.and(request.filter()));
        return new SearchIntent(
                words(keyword, like).within(filter),
                byMeaning ? vector.towards(like.direction()) : vector,
                filter,
                parsed.notices(byMeaning && like.direction() == null),
                byWords);
    }

    private static KeywordQuery words(KeywordQuery asked, LikeDocument like) {
        return new KeywordQuery(asked.words() + " " + like.words(), asked.phrases(), asked.beginnings(), false)
                .with(asked.synonyms());
    }

    private static DocumentFilter others(String docId, DocumentFilter filter) {
        DocumentFilter itself = new DocumentFilter.Term(DocumentField.DOC_ID, List.of(docId));
        return new DocumentFilter.And(List.of(filter, new DocumentFilter.Not(itself)));
    }

    private LikeDocument like(String docId) {
        try (IndexView view = index.view()) {
            LikeDocument like = view.like(docId);
            if (like == null) {
                throw new UnknownDocumentException(docId);
            }
            return like;
        }
    }
}
