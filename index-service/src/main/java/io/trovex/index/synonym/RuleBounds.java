package io.trovex.index.synonym;

import io.trovex.contracts.SynonymRule;
import io.trovex.contracts.Violation;
import io.trovex.index.analysis.TextAnalysis;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Judges rules before they are taken: each is of use, and together they fit into one record. */
public final class RuleBounds {
    public static final int MOST_RULES = 2_000;
    public static final int MOST_WORDS = 20;
    static final int LONGEST = 100;
    static final int MOST_IN_A_ROW = 5;
    static final int MOST_BYTES = 250_000;

    private final List<Violation> violations = new ArrayList<>();

    private RuleBounds() {}

    /** Every reason why not; none if they can be taken. */
    public static List<Violation> violations(List<SynonymRule> rules) {
        RuleBounds bounds = new RuleBounds();
        if (rules.size() > MOST_RULES) {
            bounds.refuse("rules", "too_many", "at most %d rules, not %d".formatted(MOST_RULES, rules.size()));
            return bounds.violations;
        }
        for (int i = 0; i < rules.size(); i++) {
            bounds.judge("rules[" + i + "]", rules.get(i));
        }
        long bytes = rules.stream().mapToLong(RuleBounds::bytes).sum();
        if (bytes > MOST_BYTES) {
            bounds.refuse("rules", "too_large", "at most %d bytes of words, not %d".formatted(MOST_BYTES, bytes));
        }
        return bounds.violations;
    }

    private void judge(String path, SynonymRule rule) {
        judge(path + ".words", rule.words());
        judge(path + ".to", rule.to());
        if (rule.words().isEmpty() || (rule.words().size() == 1 && rule.to().isEmpty())) {
            refuse(path + ".words", "too_few", "two words that find each other, or one that finds those in to");
        }
    }

    private void judge(String path, List<String> words) {
        if (words.size() > MOST_WORDS) {
            refuse(path, "too_many", "at most %d, not %d".formatted(MOST_WORDS, words.size()));
            return;
        }
        for (int i = 0; i < words.size(); i++) {
            word(path + "[" + i + "]", words.get(i));
        }
    }

    private void word(String path, String word) {
        if (word.length() > LONGEST) {
            refuse(path, "too_long", "at most %d characters, not %d".formatted(LONGEST, word.length()));
            return;
        }
        int inARow = TextAnalysis.tokens(word).size();
        if (inARow == 0) {
            refuse(path, "blank", "there is no word in '%s'".formatted(word));
        } else if (inARow > MOST_IN_A_ROW) {
            refuse(path, "too_long", "at most %d words in a row, not %d".formatted(MOST_IN_A_ROW, inARow));
        }
    }

    private static long bytes(SynonymRule rule) {
        return bytes(rule.words()) + bytes(rule.to());
    }

    private static long bytes(List<String> words) {
        return words.stream()
                .mapToLong(word -> word.getBytes(StandardCharsets.UTF_8).length)
                .sum();
    }

    private void refuse(String field, String code, String detail) {
        violations.add(new Violation(field, code, detail));
    }
}
