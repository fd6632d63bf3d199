package io.trovex.index.opensearch;

import io.trovex.index.analysis.UnfinishedText;
import io.trovex.index.engine.Completion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * The words that begin as the last typed one, those first that most documents have together with the words before it; of
 * very many documents it looks at some.
 */
final class WordCompletions {
    private static final int DOCUMENTS_OF_A_SHARD = 100_000;

    private final PointInTime moment;

    WordCompletions(PointInTime moment) {
        this.moment = moment;
    }

    List<Completion> of(String typed, int most) {
        Optional<UnfinishedText> unfinished = UnfinishedText.of(typed);
        if (unfinished.isEmpty()) {
            return List.of();
        }
        UnfinishedText text = unfinished.get();
        Set<String> unknown = new Vocabulary(moment).unknown(StoredFields.WORDS, text.earlier());
        List<String> earlier =
                text.earlier().stream().filter(word -> !unknown.contains(word)).toList();
        List<Completion> together = completions(text, earlier, most);
        return together.isEmpty() && !earlier.isEmpty() ? completions(text, List.of(), most) : together;
    }

    private List<Completion> completions(UnfinishedText text, List<String> earlier, int most) {
        List<Map<String, ?>> all = new ArrayList<>();
        all.add(Map.of("prefix", Map.of(StoredFields.WORDS, Map.of("value", text.beginning()))));
        earlier.forEach(word -> all.add(Map.of("term", Map.of(StoredFields.WORDS, word))));
        JsonNode buckets = moment.search(Map.of(
                        "size",
                        0,
                        "track_total_hits",
                        false,
                        "terminate_after",
                        DOCUMENTS_OF_A_SHARD,
                        "query",
                        Filters.bool("filter", all),
                        "aggs",
                        Map.of("words", Map.of("terms", longer(text.beginning(), most)))))
                .path("aggregations")
                .path("words")
                .path("buckets");
        List<Completion> completions = new ArrayList<>();
        for (JsonNode bucket : buckets) {
            completions.add(new Completion(
                    text.before() + bucket.path("key").asString(),
                    null,
                    bucket.path("doc_count").asInt()));
        }
        return completions;
    }

    private static Map<String, ?> longer(String beginning, int most) {
        return Map.of(
                "field",
                StoredFields.WORDS,
                "size",
                most,
                "include",
                literally(beginning) + ".+",
                // the words of the documents found, not an order of all words of the index after each refresh
                "execution_hint",
                "map",
                "order",
                List.of(Map.of("_count", "desc"), Map.of("_key", "asc")));
    }

    /** As a regular expression of OpenSearch's. */
    private static String literally(String text) {
        StringBuilder literally = new StringBuilder();
        text.codePoints().forEach(each -> {
            if (!Character.isLetterOrDigit(each)) {
                literally.append('\\');
            }
            literally.appendCodePoint(each);
        });
        return literally.toString();
    }
}
