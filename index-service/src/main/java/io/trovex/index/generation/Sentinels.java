package io.trovex.index.generation;

import io.trovex.contracts.GateCheck;
import io.trovex.index.engine.IndexView;
import io.trovex.index.engine.StoredDocument;
import io.trovex.index.search.HitFields;
import io.trovex.index.search.HitOptions;
import io.trovex.index.search.SearchMode;
import io.trovex.index.search.SearchRequest;
import io.trovex.index.search.SearchResponse;
import io.trovex.index.search.SearchService;
import java.util.ArrayList;
import java.util.List;

/**
 * Some documents of a generation, each asked for by its first words. Nine of ten that the serving generation finds near the
 * top the other one must find there too: the document, or another with the same body. What the serving one does not find
 * says nothing; if that is more than half of them it is no measure.
 */
final class Sentinels {
    private static final int DOCUMENTS = 20;
    private static final int WORDS = 8;
    private static final int NEAR_THE_TOP = 10;
    private static final int NINE = 9;
    private static final int OF_TEN = 10;
    private static final HitOptions BODIES =
            new HitOptions(null, null, List.of(), null, HitFields.of(List.of("content")), false);

    private final List<StoredDocument> documents;

    private Sentinels(List<StoredDocument> documents) {
        this.documents = documents;
    }

    static Sentinels of(OpenGeneration generation) {
        try (IndexView view = generation.index().view()) {
            return new Sentinels(view.sample(DOCUMENTS));
        }
    }

    GateCheck check(SearchService candidate, SearchService serving) {
        List<StoredDocument> found = documents.stream()
                .filter(document -> isFound(document, serving))
                .toList();
        List<StoredDocument> wanted = found.size() * 2 < documents.size() ? documents : found;
        List<String> lost = new ArrayList<>();
        boolean degraded = false;
        for (StoredDocument document : wanted) {
            SearchResponse response = candidate.search(question(document));
            degraded |= response.degraded();
            if (!holds(response, document)) {
                lost.add(document.docId());
            }
        }
        int answered = wanted.size() - lost.size();
        return new GateCheck(
                "sentinels",
                !degraded && answered * OF_TEN >= wanted.size() * NINE,
                "%d of %d documents found by their first words%s%s"
                        .formatted(
                                answered,
                                wanted.size(),
                                GenerationGate.some(lost, ", not "),
                                degraded ? "; its model makes no query vectors" : ""));
    }

    private static boolean isFound(StoredDocument document, SearchService search) {
        return holds(search.search(question(document)), document);
    }

    private static boolean holds(SearchResponse response, StoredDocument document) {
        return response.hits().stream()
                .anyMatch(hit ->
                        hit.docId().equals(document.docId()) || document.body().equals(hit.content()));
    }

    private static SearchRequest question(StoredDocument document) {
        String[] words = (document.title() == null ? document.body() : document.title() + " " + document.body())
                .strip()
                .split("\\s+", WORDS + 1);
        String text = String.join(" ", List.of(words).subList(0, Math.min(words.length, WORDS)));
        return SearchRequest.of(text, SearchMode.HYBRID, NEAR_THE_TOP).with(BODIES);
    }
}
