package io.trovex.index.opensearch;

import io.trovex.index.analysis.TextAnalysis;
import io.trovex.index.engine.Completion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** The most frequent words that begin as the last typed one; of very many documents it looks at some. */
final class WordCompletions {
    private static final int DOCUMENTS_OF_A_SHARD = 100_000;

    private final PointInTime moment;

    WordCompletions(PointInTime moment) {
        this.moment = moment;
    }

    List<Completion> of(String typed, int most) {
        List<String> words = TextAnalysis.words(typed);
        if (words.isEmpty() || !Character.isLetterOrDigit(typed.codePointBefore(typed.length()))) {
            return List.of();
        }
        String last = words.getLast();
        int lastAt = typed.length() - last.length();
        if (lastAt < 0 || !typed.regionMatches(true, lastAt, last, 0, last.length())) {
            return List.of();
        }
        JsonNode buckets = moment.search(Map.of(
                        "size",
                        0,
                        "track_total_hits",
                        false,
                        "terminate_after",
                        DOCUMENTS_OF_A_SHARD,
                        "query",
                        Map.of("prefix", Map.of(StoredFields.WORDS, Map.of("value", last))),
                        "aggs",
                        Map.of("words", Map.of("terms", longer(last, most)))))
                .path("aggregations")
                .path("words")
                .path("buckets");
        List<Completion> completions = new ArrayList<>();
        for (JsonNode bucket : buckets) {
            completions.add(new Completion(
                    typed.substring(0, lastAt) + bucket.path("key").asString(),
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
