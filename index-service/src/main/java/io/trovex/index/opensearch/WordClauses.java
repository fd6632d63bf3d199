package io.trovex.index.opensearch;

import io.trovex.index.analysis.QueryLanguages;
import io.trovex.index.engine.KeywordQuery;
import io.trovex.index.engine.Synonym;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What documents are ranked by, in OpenSearch's query language. For one query. */
final class WordClauses {
    /** Of words and synonyms in all languages: a cluster refuses more than 1,024 clauses, phrases and beginnings too. */
    private static final int MOST_TERMS = 512;

    private static final int MOST_PHRASES = 128;
    private static final String BEGUN = "top_terms_blended_freqs_";

    private final KeywordQuery asked;
    private final QueryLanguages languages;
    private final Room terms = new Room(MOST_TERMS);
    private final Room phrases = new Room(MOST_PHRASES);

    WordClauses(KeywordQuery asked, QueryLanguages languages) {
        this.asked = asked;
        this.languages = languages;
    }

    /**
     * @param words that were asked for, and how often
     * @param known what some of them are corrected to
     */
    Map<String, ?> query(Map<Set<String>, Integer> words, WordCorrections known) {
        List<Map<String, ?>> any = new ArrayList<>();
        Map<Set<String>, Integer> left = new LinkedHashMap<>(words);
        asked.synonyms().forEach(synonym -> any.add(oneOf(synonym, left)));
        left.forEach(
                (word, frequency) -> terms.take(List.of(word)).forEach(taken -> any.add(oneWord(taken, frequency))));
        any.addAll(known.queries());
        asked.phrases().forEach(phrase -> addPhrase(phrase, any));
        asked.beginnings()
                .forEach(letters -> any.add(Map.of(
                        "prefix",
                        Map.of(StoredFields.WORDS, Map.of("value", letters, "rewrite", BEGUN + asked.begunByEach())))));
        return any.isEmpty() ? Map.of("match_none", Map.of()) : Filters.bool("should", any);
    }

    private void addPhrase(String phrase, List<Map<String, ?>> any) {
        List<String> spellings = languages.languages().stream()
                .filter(language -> language.occurrences(phrase).size() > 1)
                .map(language -> language.spelledOut(phrase))
                .toList();
        List<Map<String, ?>> together = phrases.take(spellings).stream()
                .<Map<String, ?>>map(spelled -> Filters.phrase(StoredFields.TEXT, spelled, 1))
                .toList();
        if (!together.isEmpty()) {
            any.add(Filters.best(together));
        }
    }

    /** Its words, which are taken from those that are left, or another's in their place. */
    private Map<String, ?> oneOf(Synonym synonym, Map<Set<String>, Integer> left) {
        List<Map<String, ?>> words = new ArrayList<>();
        for (Set<String> word : languages.words(synonym.words()).keySet()) {
            Integer frequency = left.remove(word);
            if (frequency != null) {
                terms.take(List.of(word)).forEach(taken -> words.add(oneWord(taken, frequency)));
            }
        }
        List<Map<String, ?>> alternatives = new ArrayList<>();
        if (!words.isEmpty()) {
            alternatives.add(Filters.bool("should", words));
        }
        for (String other : synonym.others()) {
            List<String> spellings = languages.labelled(synonym.languages()).stream()
                    .map(language -> language.spelledOut(other))
                    .filter(spelled -> !spelled.isEmpty())
                    .toList();
            terms.take(spellings)
                    .forEach(spelled -> alternatives.add(Filters.phrase(StoredFields.TEXT, spelled, Synonym.WEIGHT)));
        }
        return Filters.best(alternatives);
    }

    /** Its forms in several languages are as telling as the most frequent. */
    static Map<String, ?> oneWord(Set<String> forms, double weight) {
        return Map.of(
                "match",
                Map.of(
                        StoredFields.TEXT,
                        Map.of(
                                "query",
                                String.join(" ", forms),
                                "analyzer",
                                IndexDefinition.ONE_WORD,
                                "boost",
                                weight)));
    }
}
