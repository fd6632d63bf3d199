package io.trovex.index.synonym.web;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import io.trovex.contracts.SynonymRule;
import io.trovex.contracts.Violation;
import io.trovex.index.synonym.RuleBounds;
import io.trovex.stage.web.ProblemException;
import io.trovex.stage.web.UnknownFields;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All the rules there are to be, as they were asked for.
 *
 * @param rules at most {@value RuleBounds#MOST_RULES}
 * @param updatedAt of an answer that is sent back as it came; says nothing
 * @param unknown what no field is called
 */
record SynonymsRequest(
        @JsonProperty("rules")
        @ArraySchema(maxItems = RuleBounds.MOST_RULES)
        @Schema(requiredMode = Schema.RequiredMode.REQUIRED)
        @Nullable
        List<@Nullable Rule> rules,

        @JsonProperty("updated_at") @Schema(hidden = true) @Nullable
        Object updatedAt,

        @JsonAnySetter @Schema(hidden = true) @Nullable Map<String, @Nullable Object> unknown) {

    /**
     * @param words find each other, or what stands in {@code to}
     * @param to absent where the words find each other
     * @param unknown what no field is called
     */
    @Schema(name = "SynonymRuleRequest")
    record Rule(
            @JsonProperty("words") @Schema(example = "[\"car\", \"automobile\", \"motor vehicle\"]") @Nullable
            List<@Nullable String> words,

            @JsonProperty("to") @Schema(example = "[\"artificial intelligence\"]") @Nullable
            List<@Nullable String> to,

            @JsonAnySetter @Schema(hidden = true) @Nullable Map<String, @Nullable Object> unknown) {}

    /** @throws ProblemException with every reason why not */
    List<SynonymRule> checked() {
        List<Violation> violations = new ArrayList<>(UnknownFields.of("", unknown));
        if (rules == null) {
            violations.add(new Violation("rules", "missing", "a list of rules; none to have no synonyms"));
            throw ProblemException.invalid(violations);
        }
        List<SynonymRule> checked = new ArrayList<>();
        for (int i = 0; i < Math.min(rules.size(), RuleBounds.MOST_RULES + 1); i++) {
            Rule rule = rules.get(i);
            String path = "rules[" + i + "]";
            if (rule != null) {
                violations.addAll(UnknownFields.of(path + ".", rule.unknown()));
            }
            if (rule == null || rule.words() == null) {
                violations.add(new Violation(path + ".words", "missing", "words that find the same"));
            } else if (rule.to() != null && rule.to().isEmpty()) {
                violations.add(
                        new Violation(path + ".to", "too_few", "a word or more; absent where words find each other"));
            } else {
                checked.add(new SynonymRule(
                        words(path + ".words", rule.words(), violations),
                        rule.to() == null ? null : words(path + ".to", rule.to(), violations)));
            }
        }
        // a place that lacks its rule or word would shift the places behind it
        List<Violation> all = violations.isEmpty() ? RuleBounds.violations(checked) : violations;
        if (!all.isEmpty()) {
            throw ProblemException.invalid(all);
        }
        return checked;
    }

    private static List<String> words(String path, List<@Nullable String> words, List<Violation> violations) {
        List<String> present = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            if (word == null) {
                violations.add(new Violation(path + "[" + i + "]", "wrong_type", "a word, or several"));
            } else {
                present.add(word);
            }
        }
        return present;
    }
}
