package io.trovex.contracts;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Words, or several next to each other, that find the same.
 *
 * @param words a query with any of them finds the others; at least two, or one with {@code to}
 * @param to what a query with one of {@code words} finds besides, and not the other way round; then the words do not find
 *     each other. Empty: the words are equivalent
 */
public record SynonymRule(
        @JsonProperty("words") List<String> words,

        @JsonInclude(JsonInclude.Include.NON_EMPTY) @JsonProperty("to")
        List<String> to) {
    public SynonymRule(List<String> words, @Nullable List<String> to) {
        this.words = List.copyOf(words);
        this.to = to == null ? List.of() : List.copyOf(to);
    }
}
