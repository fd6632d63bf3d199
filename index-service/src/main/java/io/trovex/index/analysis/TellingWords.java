package io.trovex.index.analysis;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The words that tell a document from others: frequent in it, and rare elsewhere. */
public final class TellingWords {
    private static final int MOST_WORDS = 25;
    private static final int MOST_LOOKED_UP = 250;
    private static final int SHORTEST_WORD = 3;
    private static final int LONGEST_TEXT = 10_000;

    private final Language language;
    private final Map<String, Integer> counts;

    private TellingWords(Language language, Map<String, Integer> counts) {
        this.language = language;
        this.counts = counts;
    }

    /** @param body of which the beginning speaks for the rest */
    public static TellingWords in(Language language, @Nullable String title, String body) {
        Map<String, Integer> counts = new HashMap<>();
        count(body.substring(0, Math.min(LONGEST_TEXT, body.length())), 1, counts);
        if (title != null) {
            count(title, TextAnalysis.TITLE_WEIGHT, counts);
        }
        return new TellingWords(language, counts);
    }

    /** Those that may tell, the most frequent of the document first. */
    public List<String> candidates() {
        return counts.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey)
                .filter(word -> !language.occurrences(word).isEmpty())
                .limit(MOST_LOOKED_UP)
                .toList();
    }

    /**
     * The most telling ones, with a space between them.
     *
     * @param documents how many have a word
     * @param all how many there are
     */
    public String best(ToLongFunction<String> documents, long all) {
        Map<String, Double> telling = new HashMap<>();
        for (String word : candidates()) {
            long having = documents.applyAsLong(word);
            // what no other document has finds none
            if (having > 1) {
                telling.put(word, (1 + Math.log(counts.getOrDefault(word, 1))) * Math.log1p((double) all / having));
            }
        }
        return telling.entrySet().stream()
                .sorted(Map.Entry.<String, Double>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey(Comparator.naturalOrder())))
                .map(Map.Entry::getKey)
                .limit(MOST_WORDS)
                .collect(Collectors.joining(" "));
    }

    private static void count(String text, int times, Map<String, Integer> counts) {
        for (String word : TextAnalysis.words(text)) {
            if (word.length() >= SHORTEST_WORD) {
                counts.merge(word, times, Integer::sum);
            }
        }
    }
}
