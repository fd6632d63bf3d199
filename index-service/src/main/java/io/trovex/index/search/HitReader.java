package io.trovex.index.search;

import io.trovex.index.engine.IndexView;
import io.trovex.index.engine.StoredDocument;
import java.util.ArrayList;
import java.util.List;

/** Reads the hits of a page from the view that ranked them. */
final class HitReader {
    private final IndexView view;
    private final SearchRequest request;
    private final Found found;
    private final Passages passages;

    HitReader(IndexView view, SearchRequest request, Found found) {
        this.view = view;
        this.request = request;
        this.found = found;
        this.passages = new Passages(view, found.keyword());
    }

    List<SearchHit> read(List<RankedDocument> page) {
        view.prepare(page.stream().map(RankedDocument::number).toList());
        List<SearchHit> hits = new ArrayList<>(page.size());
        for (RankedDocument ranked : page) {
            hits.add(hit(ranked));
        }
        return hits;
    }

    private SearchHit hit(RankedDocument ranked) {
        HitFields fields = request.options().fields();
        StoredDocument document = view.read(ranked.number());
        return new SearchHit(
                document.docId(),
                fields.show("title") ? document.title() : null,
                fields.show("source") ? document.source() : null,
                fields.show("language") ? document.language() : null,
                fields.show("timestamp") ? document.timestamp() : null,
                ranked.score(),
                fields.show("passage") ? passages.show(ranked, document) : null,
                fields.show("content") ? document.body() : null,
                fields.metadata(document.metadata()),
                found.groupOf().get(document.docId()),
                request.explain() ? ranked.explanation() : null);
    }
}
