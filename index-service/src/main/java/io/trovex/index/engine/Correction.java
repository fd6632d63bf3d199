package io.trovex.index.engine;

import java.util.List;

/**
 * A word that the index does not have, and those that are searched for instead.
 *
 * @param instead closest first
 */
public record Correction(String word, List<CloseWord> instead) {
    public Correction {
        instead = List.copyOf(instead);
    }
}
