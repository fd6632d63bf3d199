package io.trovex.index.synonym;

import io.trovex.contracts.SynonymRule;
import io.trovex.index.engine.Synonym;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Rules, and what they say of a text. Inflected forms are one word. Immutable. */
public final class Synonyms {
    public static final Synonyms NONE = new Synonyms(List.of());

    /** Of one text, so that no query becomes too large. */
    static final int MOST_OTHERS = 64;

    private record Known(List<String> forms, List<String> others) {}

    private final List<SynonymRule> rules;

    /** By the form of their first word, those of the most words first. */
    private final Map<String, List<Known>> byFirst = new HashMap<>();

    public Synonyms(List<SynonymRule> rules) {
        this.rules = List.copyOf(rules);
        Map<List<String>, Set<String>> all = new LinkedHashMap<>();
        rules.forEach(rule -> add(rule, all));
        all.forEach((forms, others) -> byFirst.computeIfAbsent(forms.getFirst(), _ -> new ArrayList<>())
                .add(new Known(forms, List.copyOf(others))));
        Comparator<Known> longestFirst =
                Comparator.comparingInt(known -> -known.forms().size());
        byFirst.values().forEach(known -> known.sort(longestFirst));
    }

    public List<SynonymRule> rules() {
        return rules;
    }

    /** The words of the text that have synonyms, each once; of those that overlap the longer. */
    public List<Synonym> of(String text) {
        if (byFirst.isEmpty()) {
            return List.of();
        }
        WordForms words = WordForms.of(text);
        List<Synonym> found = new ArrayList<>();
        Set<List<String>> seen = new LinkedHashSet<>();
        int left = MOST_OTHERS;
        int at = 0;
        while (at < words.size() && left > 0) {
            Known known = longest(words, at);
            if (known == null) {
                at++;
                continue;
            }
            int end = at + known.forms().size();
            if (seen.add(known.forms())) {
                List<String> others =
                        known.others().subList(0, Math.min(left, known.others().size()));
                found.add(new Synonym(words.text(at, end), others));
                left -= others.size();
            }
            at = end;
        }
        return found;
    }

    private @Nullable Known longest(WordForms words, int at) {
        for (Known known : byFirst.getOrDefault(words.form(at), List.of())) {
            if (words.has(known.forms(), at)) {
                return known;
            }
        }
        return null;
    }

    private static void add(SynonymRule rule, Map<List<String>, Set<String>> all) {
        List<String> targets = rule.to().isEmpty() ? rule.words() : rule.to();
        for (String word : rule.words()) {
            List<String> forms = WordForms.of(word).all();
            for (String target : targets) {
                List<String> other = WordForms.of(target).all();
                if (!forms.isEmpty() && !other.isEmpty() && !forms.equals(other)) {
                    all.computeIfAbsent(forms, _ -> new LinkedHashSet<>()).add(target);
                }
            }
        }
    }
}
