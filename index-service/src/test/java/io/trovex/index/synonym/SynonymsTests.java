package io.trovex.index.synonym;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.trovex.contracts.SynonymRule;
import io.trovex.contracts.Violation;
import io.trovex.index.engine.Synonym;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SynonymsTests {
    private final Synonyms synonyms = new Synonyms(List.of(
            rule("car", "automobile", "motor vehicle"),
            oneWay(List.of("ai", "ki"), "artificial intelligence"),
            rule("motor", "engine"),
            rule("to be", "exist")));

    @Test
    void equivalentWordsFindEachOther() {
        assertThat(synonyms.of("a fast car", SynonymsTests::english))
                .containsExactly(new Synonym("car", List.of("automobile", "motor vehicle")));
        assertThat(synonyms.of("automobile", SynonymsTests::english))
                .containsExactly(new Synonym("automobile", List.of("car", "motor vehicle")));
    }

    @Test
    void aRuleOfOneDirectionDoesNotHoldInTheOther() {
        assertThat(synonyms.of("AI, or KI", SynonymsTests::english))
                .containsExactly(
                        new Synonym("AI", List.of("artificial intelligence")),
                        new Synonym("KI", List.of("artificial intelligence")));
        assertThat(synonyms.of("artificial intelligence", SynonymsTests::english))
                .isEmpty();
    }

    @Test
    void inflectedFormsAreOneWordAndOfSeveralThatOverlapTheLongestCounts() {
        assertThat(synonyms.of("Cars", SynonymsTests::english))
                .containsExactly(new Synonym("Cars", List.of("automobile", "motor vehicle")));
        assertThat(synonyms.of("motor-vehicles run", SynonymsTests::english))
                .containsExactly(new Synonym("motor-vehicles", List.of("car", "automobile")));
        assertThat(synonyms.of("motor run", SynonymsTests::english))
                .containsExactly(new Synonym("motor", List.of("engine")));
        assertThat(synonyms.of("not to be", SynonymsTests::english))
                .containsExactly(new Synonym("to be", List.of("exist")));
    }

    @Test
    void aWordsFormsAreThoseOfTheLanguagesThatDocumentsAreOf() {
        Synonyms german = new Synonyms(List.of(rule("Haus", "Gebäude"), rule("weiße Häuser", "Villenviertel")));

        assertThat(german.of("zwei Häuser", SynonymsTests::english)).isEmpty();
        assertThat(german.of("zwei Häuser", () -> Set.of("english", "german")))
                .containsExactly(new Synonym("Häuser", List.of("Gebäude")));
        assertThat(german.of("vor weißen Häusern", () -> Set.of("german", "french")))
                .containsExactly(new Synonym("weißen Häusern", List.of("Villenviertel")));
        assertThat(new Synonyms(List.of()).of("Häuser", () -> {
                    throw new AssertionError("nothing to look for");
                }))
                .isEmpty();
    }

    @Test
    void eachIsFoundOnceAndAllOfAWordsRulesHold() {
        assertThat(synonyms.of("car cars Car", SynonymsTests::english)).hasSize(1);
        assertThat(new Synonyms(List.of(rule("a1", "b1"), oneWay(List.of("a1"), "c1")))
                        .of("a1", SynonymsTests::english))
                .containsExactly(new Synonym("a1", List.of("b1", "c1")));
        assertThat(new Synonyms(List.of(rule("cat", "cats"))).of("cat", SynonymsTests::english))
                .isEmpty();
    }

    @Test
    void aQueryDoesNotGrowWithoutEnd() {
        List<SynonymRule> rules = IntStream.range(0, 50)
                .mapToObj(i -> rule(
                        IntStream.range(0, 20).mapToObj(j -> "w" + i + "x" + j).toArray(String[]::new)))
                .toList();
        String text = String.join(
                " ", IntStream.range(0, 50).mapToObj(i -> "w" + i + "x0").toList());

        assertThat(new Synonyms(rules)
                        .of(text, SynonymsTests::english).stream()
                                .mapToInt(each -> each.others().size())
                                .sum())
                .isEqualTo(Synonyms.MOST_OTHERS);
    }

    @Test
    void whatIsOfNoUseOrTooMuchIsRefusedByItsPlace() {
        assertThat(RuleBounds.violations(synonyms.rules())).isEmpty();
        assertThat(RuleBounds.violations(List.of(rule("car", "auto"), rule("car"), oneWay(List.of(), "x"))))
                .extracting(Violation::field, Violation::code)
                .containsExactly(tuple("rules[1].words", "too_few"), tuple("rules[2].words", "too_few"));
        assertThat(RuleBounds.violations(List.of(rule("car", "!?"), oneWay(List.of("a b c d e f"), "x".repeat(101)))))
                .extracting(Violation::field, Violation::code)
                .containsExactly(
                        tuple("rules[0].words[1]", "blank"),
                        tuple("rules[1].words[0]", "too_long"),
                        tuple("rules[1].to[0]", "too_long"));
        assertThat(RuleBounds.violations(
                        List.of(rule(Collections.nCopies(21, "car").toArray(String[]::new)))))
                .extracting(Violation::code)
                .containsExactly("too_many");
        assertThat(RuleBounds.violations(Collections.nCopies(2_001, rule("car", "auto"))))
                .extracting(Violation::code)
                .containsExactly("too_many");
        assertThat(RuleBounds.violations(Collections.nCopies(1_500, rule("x".repeat(99), "y".repeat(99)))))
                .extracting(Violation::code)
                .containsExactly("too_large");
    }

    private static SynonymRule rule(String... words) {
        return new SynonymRule(List.of(words), null);
    }

    private static Set<String> english() {
        return Set.of("english");
    }

    private static SynonymRule oneWay(List<String> words, String... to) {
        return new SynonymRule(words, List.of(to));
    }
}
