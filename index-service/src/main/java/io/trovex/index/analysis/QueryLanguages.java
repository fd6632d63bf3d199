package io.trovex.index.analysis;

import io.trovex.index.engine.KeywordSearch.Occurrence;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The languages that a query's words may be of, since documents are. A word stands for its terms in all of them; what the
 * likeliest language leaves out as a stop word is left out, or the others would find it rare and telling.
 */
public final class QueryLanguages {
    /** How much likelier each of a language's stop words makes it. */
    private static final double STOP_WORD_EVIDENCE = 8;

    private static final QueryLanguages ENGLISH = new QueryLanguages(Map.of(Language.ENGLISH, 1L));

    private final Map<Language, Long> documents;

    private QueryLanguages(Map<Language, Long> documents) {
        this.documents = documents;
    }

    /** @param documents how many are of each */
    public static QueryLanguages of(Map<Language, Long> documents) {
        return documents.isEmpty() ? ENGLISH : new QueryLanguages(new EnumMap<>(documents));
    }

    /** Nothing but English. */
    public static QueryLanguages english() {
        return ENGLISH;
    }

    /** Those that documents with one of these codes are of; all when no codes are given. */
    public QueryLanguages ofCodes(Collection<String> codes) {
        if (codes.isEmpty() || documents.size() == 1) {
            return this;
        }
        Map<Language, Long> left = new EnumMap<>(documents);
        left.keySet().retainAll(codes.stream().map(Language::of).toList());
        return of(left);
    }

    public Set<Language> languages() {
        return documents.keySet();
    }

    /** Those that an index calls so. */
    public Set<Language> labelled(Set<String> labels) {
        return languages().stream()
                .filter(language -> labels.contains(language.label()))
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Language.class)));
    }

    /** How an index calls them. */
    public Set<String> labels() {
        return documents.keySet().stream().map(Language::label).collect(Collectors.toUnmodifiableSet());
    }

    /** The terms that each word may stand for, and how often it is there, in order of first occurrence. */
    public Map<Set<String>, Integer> words(String text) {
        Map<Language, List<Occurrence>> read = new EnumMap<>(Language.class);
        WordReadings readings = new WordReadings(text);
        documents.keySet().forEach(language -> read.put(language, readings.in(language)));
        Map<Integer, Set<String>> byPlace = new TreeMap<>();
        read.values()
                .forEach(terms -> terms.forEach(term -> byPlace.computeIfAbsent(term.start(), _ -> new TreeSet<>())
                        .add(term.term())));
        List<Set<String>> words = new ArrayList<>(byPlace.values());
        if (read.size() > 1) {
            BitSet kept = covered(read.getOrDefault(likeliest(read, byPlace.keySet()), List.of()));
            byPlace.keySet().removeIf(place -> !kept.get(place));
        }
        Map<Set<String>, Integer> counted = new LinkedHashMap<>();
        (byPlace.isEmpty() ? words : byPlace.values()).forEach(word -> counted.merge(word, 1, Integer::sum));
        return counted;
    }

    private Language likeliest(Map<Language, List<Occurrence>> read, Set<Integer> places) {
        Language likeliest = Language.ENGLISH;
        double most = Double.NEGATIVE_INFINITY;
        for (Map.Entry<Language, List<Occurrence>> each : read.entrySet()) {
            BitSet kept = covered(each.getValue());
            long leftOut = places.stream().filter(place -> !kept.get(place)).count();
            double likely =
                    Math.log(documents.getOrDefault(each.getKey(), 1L)) + leftOut * Math.log(STOP_WORD_EVIDENCE);
            if (likely > most) {
                most = likely;
                likeliest = each.getKey();
            }
        }
        return likeliest;
    }

    private static BitSet covered(List<Occurrence> terms) {
        BitSet covered = new BitSet();
        terms.forEach(term -> covered.set(term.start(), term.end()));
        return covered;
    }
}
