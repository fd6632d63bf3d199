package io.trovex.index.engine;

import java.util.List;

/**
 * Words of a query, and what a document may have in their place. The better of both counts, not their sum.
 *
 * @param words as they stand in the query
 * @param others each a word, or several next to each other
 */
public record Synonym(String words, List<String> others) {
    /** What another word counts, as a share of what it would if it were asked for. */
    public static final float WEIGHT = 0.7f;

    public Synonym {
        others = List.copyOf(others);
    }
}
