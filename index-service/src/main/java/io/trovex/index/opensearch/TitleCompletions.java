package io.trovex.index.opensearch;

import io.trovex.index.analysis.TextAnalysis;
import io.trovex.index.engine.Completion;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Titles that begin as typed, then those that have all the typed words; the shortest first. Of very many it looks at some. */
final class TitleCompletions {
    private static final int LOOKED_AT = 100;

    private final PointInTime moment;

    TitleCompletions(PointInTime moment) {
        this.moment = moment;
    }

    List<Completion> of(String typed, int most) {
        Map<String, Completion> byTitle = new LinkedHashMap<>();
        add(prefix(StoredFields.TITLE_START, TextAnalysis.titleStart(typed)), byTitle, most);
        List<String> words = TextAnalysis.words(typed);
        if (byTitle.size() < most && !words.isEmpty()) {
            add(allOf(words, Character.isWhitespace(typed.charAt(typed.length() - 1))), byTitle, most);
        }
        return List.copyOf(byTitle.values());
    }

    private static Map<String, ?> allOf(List<String> words, boolean lastIsWhole) {
        List<Map<String, ?>> all = new ArrayList<>();
        for (String word : words.subList(0, words.size() - 1)) {
            all.add(Map.of("term", Map.of(StoredFields.TITLE_WORDS, word)));
        }
        all.add(
                lastIsWhole
                        ? Map.of("term", Map.of(StoredFields.TITLE_WORDS, words.getLast()))
                        : prefix(StoredFields.TITLE_WORDS, words.getLast()));
        return Filters.bool("filter", all);
    }

    private static Map<String, ?> prefix(String field, String letters) {
        return Map.of("prefix", Map.of(field, Map.of("value", letters)));
    }

    private void add(Map<String, ?> query, Map<String, Completion> byTitle, int most) {
        List<Completion> found = new ArrayList<>();
        Map<String, ?> body =
                Map.of("size", LOOKED_AT, "query", query, "_source", List.of(StoredFields.TITLE, StoredFields.DOC_ID));
        for (JsonNode hit : moment.hits(body)) {
            JsonNode source = hit.path("_source");
            found.add(new Completion(
                    source.path(StoredFields.TITLE).asString(),
                    source.path(StoredFields.DOC_ID).asString(),
                    1));
        }
        found.sort(Comparator.comparingInt((Completion each) -> each.text().length())
                .thenComparing(Completion::text)
                .thenComparing(each -> String.valueOf(each.docId())));
        for (Completion each : found) {
            if (byTitle.size() < most) {
                byTitle.putIfAbsent(each.text().toLowerCase(Locale.ROOT), each);
            }
        }
    }
}
