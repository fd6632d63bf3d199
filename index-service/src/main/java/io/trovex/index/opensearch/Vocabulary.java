package io.trovex.index.opensearch;

import io.trovex.index.engine.CloseWord;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * The words of an index at one moment, by OpenSearch's term suggester: which it has, and which are close to those that it
 * has not. Close means what it means to the other engine.
 */
final class Vocabulary {
    private static final int SHORTEST = 4;
    private static final int LONGEST = 40;
    private static final int TWO_WRONG_FROM = 8;
    private static final int MOST_ASKED = 64;
    private static final int CONSIDERED = 20;

    private final PointInTime moment;

    Vocabulary(PointInTime moment) {
        this.moment = moment;
    }

    /** The search that {@link #close} reads; empty where no word can be one with letters wrong. */
    static Map<String, ?> question(Collection<String> words) {
        List<String> asked = words.stream()
                .filter(Vocabulary::isCorrigible)
                .distinct()
                .limit(MOST_ASKED)
                .toList();
        return asked.isEmpty()
                ? Map.of()
                : Map.of(
                        "size",
                        0,
                        "track_total_hits",
                        false,
                        "suggest",
                        Map.of(
                                "text",
                                String.join(" ", asked),
                                "first_right",
                                suggester(1, 1),
                                "any_wrong",
                                suggester(1, 0),
                                "two_wrong",
                                suggester(2, 1)));
    }

    private static boolean isCorrigible(String word) {
        int length = word.codePointCount(0, word.length());
        // a number that differs is another number
        return length >= SHORTEST && length <= LONGEST && word.codePoints().allMatch(Character::isLetter);
    }

    /** @param beginning so many letters at the beginning are right */
    private static Map<String, ?> suggester(int edits, int beginning) {
        return Map.of(
                "term",
                Map.of(
                        "field",
                        StoredFields.WORDS,
                        "analyzer",
                        "whitespace",
                        "suggest_mode",
                        "missing",
                        "max_edits",
                        edits,
                        "prefix_length",
                        beginning,
                        "size",
                        CONSIDERED));
    }

    Map<String, List<CloseWord>> close(Collection<String> words) {
        Map<String, ?> question = question(words);
        return question.isEmpty() ? Map.of() : close(moment.search(question));
    }

    /** By word, the closest first. Words that some shard lacks are among them: see {@link #unknown}. */
    Map<String, List<CloseWord>> close(JsonNode answer) {
        JsonNode suggest = answer.path("suggest");
        List<Map<String, List<CloseWord>>> passes = withoutDeleted(List.of(
                options(suggest.path("first_right")),
                options(suggest.path("any_wrong")),
                options(suggest.path("two_wrong"))));
        Map<String, List<CloseWord>> close = new HashMap<>(passes.get(0));
        passes.get(1).forEach((word, options) -> {
            if (word.codePointCount(0, word.length()) > SHORTEST) {
                close.putIfAbsent(word, options);
            }
        });
        passes.get(2).forEach((word, options) -> {
            if (word.codePointCount(0, word.length()) >= TWO_WRONG_FROM) {
                close.putIfAbsent(word, options);
            }
        });
        return close;
    }

    /** The suggester also knows words that only deleted documents had. */
    private List<Map<String, List<CloseWord>>> withoutDeleted(List<Map<String, List<CloseWord>>> passes) {
        Set<String> gone = unknown(
                StoredFields.WORDS,
                passes.stream()
                        .flatMap(pass -> pass.values().stream())
                        .flatMap(List::stream)
                        .map(CloseWord::word)
                        .distinct()
                        .toList());
        return passes.stream().map(pass -> without(gone, pass)).toList();
    }

    private static Map<String, List<CloseWord>> without(Set<String> gone, Map<String, List<CloseWord>> pass) {
        Map<String, List<CloseWord>> left = new HashMap<>();
        pass.forEach((typed, words) -> {
            List<CloseWord> live =
                    words.stream().filter(each -> !gone.contains(each.word())).toList();
            if (!live.isEmpty()) {
                left.put(typed, live);
            }
        });
        return left;
    }

    private static Map<String, List<CloseWord>> options(JsonNode entries) {
        Map<String, List<CloseWord>> options = new HashMap<>();
        for (JsonNode entry : entries) {
            List<CloseWord> close = new ArrayList<>();
            for (JsonNode option : entry.path("options")) {
                close.add(new CloseWord(
                        option.path("text").asString(),
                        option.path("score").floatValue(),
                        option.path("freq").asInt()));
            }
            if (!close.isEmpty()) {
                close.sort(CloseWord.BEST_FIRST);
                options.put(entry.path("text").asString(), close);
            }
        }
        return options;
    }

    /** Those of the terms that no document has in that field. */
    Set<String> unknown(String field, Collection<String> terms) {
        Map<String, Object> each = new LinkedHashMap<>();
        terms.forEach(term -> each.put(term, Map.of("term", Map.of(field, term))));
        if (each.isEmpty()) {
            return Set.of();
        }
        JsonNode having = moment.search(Map.of(
                        "size",
                        0,
                        "track_total_hits",
                        false,
                        "aggs",
                        Map.of("terms", Map.of("filters", Map.of("filters", each)))))
                .path("aggregations")
                .path("terms")
                .path("buckets");
        Set<String> unknown = new HashSet<>();
        each.keySet().stream()
                .filter(term -> having.path(term).path("doc_count").asLong() == 0)
                .forEach(unknown::add);
        return unknown;
    }
}
