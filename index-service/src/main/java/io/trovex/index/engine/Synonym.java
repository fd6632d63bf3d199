package io.trovex.index.engine;

import java.util.List;
import java.util.Set;

/**
 * Words of a query, and what a document may have in their place. The better of both counts, not their sum.
 *
 * @param words as they stand in the query
 * @param others each a word, or several next to each other
 * @param languages labels of those that the others are of
 */
public record Synonym(String words, List<String> others, Set<String> languages) {
    /** What another word counts, as a share of what it would if it were asked for. */
    public static final float WEIGHT = 0.7f;

    public Synonym {
        others = List.copyOf(others);
        languages = Set.copyOf(languages);
    }
}
