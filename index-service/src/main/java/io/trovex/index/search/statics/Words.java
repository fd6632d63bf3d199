package io.trovex.index.search.statics;

import java.util.ArrayList;
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
