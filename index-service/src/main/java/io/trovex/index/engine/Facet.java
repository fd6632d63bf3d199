package io.trovex.index.engine;

import java.util.List;

/**
 * How documents divide by the values of one field.
 *
 * @param values the most frequent ones, those of equal count in the order of their texts
 * @param others how many values there are besides
 * @param missing documents without a value
 */
public record Facet(List<Count> values, long others, long missing) {
    /**
     * @param value numbers in plain decimal form
     * @param count documents that have it; one with several values counts for each
     */
    public record Count(String value, long count) {}
}
