package io.trovex.index.opensearch;

import io.trovex.index.analysis.TellingWords;
import io.trovex.index.engine.LikeDocument;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads what documents like one are found by. */
final class OpenSearchLikeness {
    private final PointInTime moment;
    private final PresentLanguages languages;

    OpenSearchLikeness(PointInTime moment, PresentLanguages languages) {
        this.languages = languages;
        this.moment = moment;
    }

    /** Null when there is no such document. */
    @Nullable
    LikeDocument of(String docId) {
        JsonNode found = moment.hits(Map.of(
                "size",
                1,
                "query",
                Filters.bool(
                        "filter", List.of(Filters.DOCUMENTS, Filters.terms(StoredFields.DOC_ID, List.of(docId))))));
        if (found.isEmpty()) {
            return null;
        }
        JsonNode document = found.path(0).path("_source");
        return new LikeDocument(sum(document.path(StoredFields.PASSAGES)), words(document));
    }

    private static float @Nullable [] sum(JsonNode passages) {
        float[] sum = null;
        for (JsonNode passage : passages) {
            float[] vector = OpenSearchView.components(passage.path("vector"));
            if (sum == null) {
                sum = vector;
            } else {
                for (int i = 0; i < sum.length; i++) {
                    sum[i] += vector[i];
                }
            }
        }
        return sum;
    }

    private String words(JsonNode document) {
        TellingWords words = TellingWords.in(
                languages.of(OpenSearchView.text(document.path(StoredFields.LANGUAGE))),
                OpenSearchView.text(document.path(StoredFields.TITLE)),
                document.path(StoredFields.CONTENT).asString());
        Map<String, Object> each = new HashMap<>();
        words.candidates().forEach(word -> each.put(word, Map.of("term", Map.of(StoredFields.WORDS, word))));
        if (each.isEmpty()) {
            return "";
        }
        JsonNode counted = moment.search(Map.of(
                "size",
                0,
                "track_total_hits",
                true,
                "query",
                Filters.DOCUMENTS,
                "aggs",
                Map.of("words", Map.of("filters", Map.of("filters", each)))));
        JsonNode having = counted.path("aggregations").path("words").path("buckets");
        return words.best(
                word -> having.path(word).path("doc_count").asLong(),
                counted.path("hits").path("total").path("value").asLong());
    }
}
