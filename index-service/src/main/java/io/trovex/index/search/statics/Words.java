package io.trovex.index.search.statics;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The words that an encoder knows, each with its number. Immutable. */
final class Words {
    private final List<String> words;
    private final Map<String, Integer> numbers;

    Words(List<String> words) {
        this.words = List.copyOf(words);
        this.numbers = HashMap.newHashMap(words.size());
        for (String word : this.words) {
            numbers.put(word, numbers.size());
        }
    }

    /** The most frequent among those that at least two texts have; ties in the order of the alphabet. */
    static Words of(List<Map<String, Integer>> texts, int most) {
        Map<String, Integer> frequencies = new HashMap<>();
        texts.forEach(text -> text.keySet().forEach(word -> frequencies.merge(word, 1, Integer::sum)));
        return new Words(frequencies.entrySet().stream()
                .filter(word -> word.getValue() > 1)
                .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(most)
                .map(Map.Entry::getKey)
                .toList());
    }

    List<String> all() {
        return words;
    }

    int size() {
        return words.size();
    }

    /**
     * The numbers of those it knows.
     *
     * @param text words with their frequencies
     */
    int[] numbers(Map<String, Integer> text) {
        List<Integer> known = new ArrayList<>();
        text.forEach((word, frequency) -> {
            Integer number = numbers.get(word);
            for (int i = 0; number != null && i < frequency; i++) {
                known.add(number);
            }
        });
        return known.stream().mapToInt(Integer::intValue).toArray();
    }
}
