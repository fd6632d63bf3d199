package io.trovex.index.search.statics;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Numbers words as they come, and counts the texts that have each, so that nobody keeps the texts. For one thread. */
final class WordCounts {
    private static final int LEAST_TEXTS = 2;

    private final Map<String, Integer> numbers = new HashMap<>();
    private int[] texts = new int[1 << 10];

    /**
     * A text's numbers, each as often as its word occurs.
     *
     * @param text words with their frequencies
     */
    int[] add(Map<String, Integer> text) {
        int[] ids = new int[text.values().stream().mapToInt(Integer::intValue).sum()];
        int at = 0;
        for (Map.Entry<String, Integer> word : text.entrySet()) {
            int number = numbers.computeIfAbsent(word.getKey(), _ -> numbers.size());
            if (number == texts.length) {
                texts = Arrays.copyOf(texts, 2 * number);
            }
            texts[number]++;
            Arrays.fill(ids, at, at + word.getValue(), number);
            at += word.getValue();
        }
        return ids;
    }

    /** The words that most texts have, of those that two have; ties in the order of the alphabet. */
    Words frequent(int most) {
        Comparator<Map.Entry<String, Integer>> byTexts = Comparator.comparingInt(word -> -texts[word.getValue()]);
        List<String> words = numbers.entrySet().stream()
                .filter(word -> texts[word.getValue()] >= LEAST_TEXTS)
                .sorted(byTexts.thenComparing(Map.Entry.comparingByKey()))
                .limit(most)
                .map(Map.Entry::getKey)
                .toList();
        return new Words(words);
    }

    /** By number here, the word's number there, or -1. */
    int[] numbersIn(Words words) {
        int[] there = new int[numbers.size()];
        Arrays.fill(there, -1);
        List<String> all = words.all();
        for (int number = 0; number < all.size(); number++) {
            Integer here = numbers.get(all.get(number));
            if (here != null) {
                there[here] = number;
            }
        }
        return there;
    }
}
