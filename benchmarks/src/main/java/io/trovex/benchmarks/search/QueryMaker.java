package io.trovex.benchmarks.search;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Queries of three to eight words in a row from the corpus; none comes twice. */
public final class QueryMaker {
    private static final int FEWEST_WORDS = 3;
    private static final int MOST_WORDS = 8;

    private final List<String> texts;
    private final Random random;
    private final Set<String> used = new HashSet<>();

    public QueryMaker(List<String> texts, Random random) {
        this.texts = texts;
        this.random = random;
    }

    public String next() {
        while (true) {
            String[] words = texts.get(random.nextInt(texts.size())).split("\\s+");
            int count = random.nextInt(FEWEST_WORDS, MOST_WORDS + 1);
            if (words.length < count) {
                continue;
            }
            int from = random.nextInt(words.length - count + 1);
            String query = String.join(" ", Arrays.copyOfRange(words, from, from + count));
            if (used.add(query)) {
                return query;
            }
        }
    }
}
