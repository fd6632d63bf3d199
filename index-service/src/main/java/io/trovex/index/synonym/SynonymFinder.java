package io.trovex.index.synonym;

import io.trovex.index.engine.Synonym;
import io.trovex.index.synonym.RulesInLanguage.Known;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads a text, row by row, in each of some languages. Words that have synonyms are found once; of those that overlap the longer. */
final class SynonymFinder {
    private final List<RulesInLanguage> languages;
    private final List<Synonym> found = new ArrayList<>();
    private final Set<Known> seen = new HashSet<>();
    private int left = Synonyms.MOST_OTHERS;

    SynonymFinder(List<RulesInLanguage> languages) {
        this.languages = languages;
    }

    /** The row as one language has it. */
    private record Reading(RulesInLanguage rules, WordForms words) {
        Stream<Known> longest(int at) {
            return Stream.ofNullable(rules.longest(words, at));
        }
    }

    void read(String row) {
        if (languages.isEmpty()) {
            return;
        }
        List<Reading> readings = languages.stream()
                .map(rules -> new Reading(rules, rules.forms(row)))
                .toList();
        WordForms words = readings.getFirst().words();
        int at = 0;
        while (at < words.size() && left > 0) {
            List<Known> longest = longest(readings, at);
            int end = at + (longest.isEmpty() ? 1 : longest.getFirst().length());
            List<Known> others = longest.stream().filter(seen::add).toList();
            if (!others.isEmpty()) {
                add(words.text(at, end), others);
            }
            at = end;
        }
    }

    List<Synonym> found() {
        return found;
    }

    private static List<Known> longest(List<Reading> readings, int at) {
        List<Known> known =
                readings.stream().flatMap(reading -> reading.longest(at)).toList();
        int longest = known.stream().mapToInt(Known::length).max().orElse(0);
        return known.stream().filter(each -> each.length() == longest).toList();
    }

    private void add(String words, List<Known> known) {
        List<String> others = known.stream()
                .flatMap(each -> each.others().stream())
                .distinct()
                .limit(left)
                .toList();
        Set<String> labels = known.stream().map(each -> each.language().label()).collect(Collectors.toSet());
        found.add(new Synonym(words, others, labels));
        left -= others.size();
    }
}
