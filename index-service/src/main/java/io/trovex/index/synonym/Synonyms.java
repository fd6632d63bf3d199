package io.trovex.index.synonym;

import io.trovex.contracts.SynonymRule;
import io.trovex.index.analysis.Language;
import io.trovex.index.engine.Synonym;
import io.trovex.index.synonym.RulesInLanguage.Known;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Rules, and what they say of a text. Inflected forms are one word, in each language that documents are of. Thread-safe. */
public final class Synonyms {
    public static final Synonyms NONE = new Synonyms(List.of());

    /** Of one text, so that no query becomes too large. */
    static final int MOST_OTHERS = 64;

    private final List<SynonymRule> rules;
    private final Map<Language, RulesInLanguage> read = new ConcurrentHashMap<>();

    public Synonyms(List<SynonymRule> rules) {
        this.rules = List.copyOf(rules);
    }

    public List<SynonymRule> rules() {
        return rules;
    }

    /**
     * The words of the text that have synonyms, each once; of those that overlap the longer.
     *
     * @param languages labels of those that its words may be of; not asked for when there are no rules, or no words
     */
    public List<Synonym> of(String text, Supplier<Set<String>> languages) {
        if (rules.isEmpty() || text.isBlank()) {
            return List.of();
        }
        List<Reading> readings = languages.get().stream()
                .sorted()
                .flatMap(label -> Language.labelled(label).stream())
                .map(language -> read.computeIfAbsent(language, _ -> new RulesInLanguage(rules, language)))
                .map(inLanguage -> new Reading(inLanguage, inLanguage.forms(text)))
                .toList();
        return readings.isEmpty() ? List.of() : found(readings);
    }

    /** The text's words as one language has them. */
    private record Reading(RulesInLanguage rules, WordForms words) {}

    private static List<Synonym> found(List<Reading> readings) {
        WordForms words = readings.getFirst().words();
        List<Synonym> found = new ArrayList<>();
        Set<Known> seen = new HashSet<>();
        int left = MOST_OTHERS;
        int at = 0;
        while (at < words.size() && left > 0) {
            Known known = longest(readings, at);
            if (known == null) {
                at++;
                continue;
            }
            int end = at + known.forms().size();
            if (seen.add(known)) {
                List<String> others =
                        known.others().subList(0, Math.min(left, known.others().size()));
                found.add(new Synonym(words.text(at, end), others));
                left -= others.size();
            }
            at = end;
        }
        return found;
    }

    private static @Nullable Known longest(List<Reading> readings, int at) {
        Known longest = null;
        for (Reading reading : readings) {
            Known known = reading.rules().longest(reading.words(), at);
            if (known != null
                    && (longest == null
                            || known.forms().size() > longest.forms().size())) {
                longest = known;
            }
        }
        return longest;
    }
}
