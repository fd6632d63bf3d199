package io.trovex.index.engine;

import java.util.List;

/**
 * The best documents of one kind of search, best first.
 *
 * @param found how many documents there are to rank, as far as was counted
 * @param exact whether {@code found} is all of them, or there may be more
 * @param approximate whether a better document than the last can have been overlooked
 */
public record Ranking(List<Match> matches, long found, boolean exact, boolean approximate) {
    public static final Ranking EMPTY = new Ranking(List.of(), 0, true);

    public Ranking(List<Match> matches, long found, boolean exact) {
        this(matches, found, exact, false);
    }
}
