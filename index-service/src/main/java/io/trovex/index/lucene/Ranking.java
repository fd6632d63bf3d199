package io.trovex.index.lucene;

import java.util.List;

/**
 * The best documents of one kind of search, best first.
 *
 * @param found how many documents there are to rank, as far as was counted
 * @param exact whether {@code found} is all of them, or there are more
 */
public record Ranking(List<Match> matches, long found, boolean exact) {
    public static final Ranking EMPTY = new Ranking(List.of(), 0, true);
}
