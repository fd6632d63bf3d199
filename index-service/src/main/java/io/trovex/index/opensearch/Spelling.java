package io.trovex.index.opensearch;

import io.trovex.index.analysis.QueryLanguages;
import io.trovex.index.analysis.TextAnalysis;
import io.trovex.index.engine.CloseWord;
import io.trovex.index.engine.KeywordSearch.Occurrence;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What somebody may have meant to type. */
final class Spelling {
    private static final int MOST_WORDS = 32;

    private final Vocabulary vocabulary;
    private final Supplier<QueryLanguages> languages;

    Spelling(Vocabulary vocabulary, Supplier<QueryLanguages> languages) {
        this.vocabulary = vocabulary;
        this.languages = languages;
    }

    /**
     * The text with the closest word of the index for each that finds nothing; null when there is nothing to correct.
     *
     * @param lastIsWhole whether the last word is typed to its end
     */
    @Nullable
    String correct(String typed, boolean lastIsWhole) {
        List<Occurrence> words =
                TextAnalysis.tokens(typed).stream().limit(MOST_WORDS).toList();
        List<Occurrence> whole = lastIsWhole || words.isEmpty() ? words : words.subList(0, words.size() - 1);
        Map<String, List<CloseWord>> close =
                vocabulary.close(whole.stream().map(Occurrence::term).toList());
        Set<String> unknown = withoutForms(vocabulary.unknown(StoredFields.WORDS, close.keySet()));
        StringBuilder corrected = new StringBuilder();
        int copied = 0;
        for (Occurrence word : whole) {
            if (unknown.contains(word.term())) {
                corrected
                        .append(typed, copied, word.start())
                        .append(Objects.requireNonNull(close.get(word.term()))
                                .getFirst()
                                .word());
                copied = word.end();
            }
        }
        return copied == 0
                ? null
                : corrected.append(typed, copied, typed.length()).toString();
    }

    /** Those of the words that no document has in another form either; a stop word is looked for in no form. */
    private Set<String> withoutForms(Set<String> words) {
        Map<String, Set<String>> forms = new HashMap<>();
        words.forEach(word -> forms.put(
                word,
                languages.get().words(word).keySet().stream()
                        .flatMap(Set::stream)
                        .collect(Collectors.toSet())));
        Set<String> unknown = vocabulary.unknown(
                StoredFields.TEXT, forms.values().stream().flatMap(Set::stream).toList());
        return forms.entrySet().stream()
                .filter(each -> !each.getValue().isEmpty() && unknown.containsAll(each.getValue()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }
}
