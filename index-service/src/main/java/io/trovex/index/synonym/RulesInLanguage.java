package io.trovex.index.synonym;

import io.trovex.contracts.SynonymRule;
import io.trovex.index.analysis.Language;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Rules by the forms that their words have in a language. Immutable. */
final class RulesInLanguage {
    private static final Comparator<Known> LONGEST_FIRST = Comparator.comparingInt(known -> -known.length());

    /** @param others as they were written */
    record Known(Language language, List<String> forms, List<String> others) {
        int length() {
            return forms.size();
        }
    }

    private final Language language;

    /** By the form of their first word, those of the most words first. */
    private final Map<String, List<Known>> byFirst = new HashMap<>();

    RulesInLanguage(List<SynonymRule> rules, Language language) {
        this.language = language;
        Map<List<String>, Set<String>> all = new LinkedHashMap<>();
        rules.forEach(rule -> add(rule, all));
        all.forEach((forms, others) -> byFirst.computeIfAbsent(forms.getFirst(), _ -> new ArrayList<>())
                .add(new Known(language, forms, List.copyOf(others))));
        byFirst.values().forEach(known -> known.sort(LONGEST_FIRST));
    }

    WordForms forms(String text) {
        return WordForms.of(text, language);
    }

    /** Of the rows of words that begin there, the longest that has synonyms; null when none has. */
    @Nullable
    Known longest(WordForms words, int at) {
        for (Known known : byFirst.getOrDefault(words.form(at), List.of())) {
            if (words.has(known.forms(), at)) {
                return known;
            }
        }
        return null;
    }

    private void add(SynonymRule rule, Map<List<String>, Set<String>> all) {
        List<String> targets = rule.to().isEmpty() ? rule.words() : rule.to();
        for (String word : rule.words()) {
            List<String> forms = forms(word).all();
            for (String target : targets) {
                List<String> other = forms(target).all();
                if (!forms.isEmpty() && !other.isEmpty() && !forms.equals(other)) {
                    all.computeIfAbsent(forms, _ -> new LinkedHashSet<>()).add(target);
                }
            }
        }
    }
}
