package io.trovex.index.synonym;

import io.trovex.contracts.SynonymRule;
import io.trovex.index.analysis.Language;
import io.trovex.index.engine.Synonym;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

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
     * The words of a text that have synonyms, each once; of those that overlap the longer.
     *
     * @param rows of words that stand next to each other
     * @param languages labels of those that its words may be of; not asked for when there are no rules, or no words
     */
    public List<Synonym> of(List<String> rows, Supplier<Set<String>> languages) {
        if (rules.isEmpty() || rows.stream().allMatch(String::isBlank)) {
            return List.of();
        }
        SynonymFinder finder = new SynonymFinder(languages.get().stream()
                .sorted()
                .flatMap(label -> Language.labelled(label).stream())
                .map(language -> read.computeIfAbsent(language, _ -> new RulesInLanguage(rules, language)))
                .toList());
        rows.forEach(finder::read);
        return finder.found();
    }
}
