package io.trovex.index.opensearch;

import io.trovex.index.analysis.QueryLanguages;
import io.trovex.index.engine.CloseWord;
import io.trovex.index.engine.Correction;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** For each word of a text that the index does not have, the closest ones that count instead of it, for less. */
record WordCorrections(List<Correction> corrections, QueryLanguages languages) {
    private static final int MOST_CORRECTED = 8;
    private static final int MOST_ALTERNATIVES = 3;

    /** Of a word that is as typed; what differs from that counts for less still. */
    private static final double WEIGHT = 0.5;

    /** @param close words by typed ones, some of which the index may have */
    static WordCorrections of(
            List<String> words, QueryLanguages languages, Map<String, List<CloseWord>> close, Vocabulary vocabulary) {
        if (close.isEmpty()) {
            return new WordCorrections(List.of(), languages);
        }
        Set<Set<String>> unknown = words.stream()
                .filter(close::containsKey)
                .flatMap(word -> languages.words(word).keySet().stream())
                .collect(Collectors.toCollection(HashSet::new));
        Set<String> terms = vocabulary.unknown(
                StoredFields.TEXT, unknown.stream().flatMap(Set::stream).toList());
        unknown.removeIf(word -> !terms.containsAll(word));
        List<Correction> corrections = new ArrayList<>();
        for (String word : words) {
            // each once, however often it was typed
            boolean isUnknown = languages.words(word).keySet().stream().anyMatch(unknown::remove);
            List<CloseWord> best = close.getOrDefault(word, List.of());
            if (isUnknown && !best.isEmpty() && corrections.size() < MOST_CORRECTED) {
                corrections.add(new Correction(word, best.subList(0, Math.min(MOST_ALTERNATIVES, best.size()))));
            }
        }
        return new WordCorrections(corrections, languages);
    }

    /** One query for each corrected word. */
    List<Map<String, ?>> queries() {
        List<Map<String, ?>> queries = new ArrayList<>();
        for (Correction correction : corrections) {
            List<Map<String, ?>> instead = new ArrayList<>();
            for (CloseWord close : correction.instead()) {
                languages
                        .words(close.word())
                        .keySet()
                        .forEach(word -> instead.add(WordClauses.oneWord(word, WEIGHT * close.similarity())));
            }
            queries.add(Filters.best(instead));
        }
        return queries;
    }

    /** Those that count instead of the typed ones. */
    Set<String> terms() {
        return corrections.stream()
                .flatMap(correction -> correction.instead().stream())
                .flatMap(this::terms)
                .collect(Collectors.toSet());
    }

    private Stream<String> terms(CloseWord close) {
        return languages.words(close.word()).keySet().stream().flatMap(Set::stream);
    }
}
