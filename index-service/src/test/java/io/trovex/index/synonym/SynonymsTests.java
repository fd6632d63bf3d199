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
        assertThat(found("a fast car")).containsExactly(english("car", "automobile", "motor vehicle"));
        assertThat(found("automobile")).containsExactly(english("automobile", "car", "motor vehicle"));
    }

    @Test
    void aRuleOfOneDirectionDoesNotHoldInTheOther() {
        assertThat(found("AI, or KI"))
                .containsExactly(english("AI", "artificial intelligence"), english("KI", "artificial intelligence"));
        assertThat(found("artificial intelligence")).isEmpty();
    }

    @Test
    void inflectedFormsAreOneWordAndOfSeveralThatOverlapTheLongestCounts() {
        assertThat(found("Cars")).containsExactly(english("Cars", "automobile", "motor vehicle"));
        assertThat(found("motor-vehicles run")).containsExactly(english("motor-vehicles", "car", "automobile"));
        assertThat(found("motor run")).containsExactly(english("motor", "engine"));
        assertThat(found("not to be")).containsExactly(english("to be", "exist"));
    }

    @Test
    void wordsOfTwoRowsAreNoNeighbours() {
        assertThat(synonyms.of(List.of("a motor", "vehicle of motors"), () -> Set.of("english")))
                .containsExactly(english("motor", "engine"));
    }

    @Test
    void aWordsFormsAreThoseOfTheLanguagesThatDocumentsAreOf() {
        Synonyms german = new Synonyms(List.of(rule("Haus", "Gebäude"), rule("weiße Häuser", "Villenviertel")));

        assertThat(found(german, "zwei Häuser", "english")).isEmpty();
        assertThat(found(german, "zwei Häuser", "english", "german"))
                .containsExactly(new Synonym("Häuser", List.of("Gebäude"), Set.of("german")));
        assertThat(found(german, "vor weißen Häusern", "german", "french"))
                .containsExactly(new Synonym("weißen Häusern", List.of("Villenviertel"), Set.of("german")));
        assertThat(found(german, "zwei Haus", "english", "german"))
                .containsExactly(new Synonym("Haus", List.of("Gebäude"), Set.of("english", "german")));
        assertThat(found(german, "Häuser Haus", "english", "german"))
                .as("what one language had before is left to the others")
                .containsExactly(
                        new Synonym("Häuser", List.of("Gebäude"), Set.of("german")),
                        new Synonym("Haus", List.of("Gebäude"), Set.of("english")));
        assertThat(new Synonyms(List.of()).of(List.of("Häuser"), () -> {
                    throw new AssertionError("nothing to look for");
                }))
                .isEmpty();
    }

    @Test
    void eachIsFoundOnceAndAllOfAWordsRulesHold() {
        assertThat(found("car cars Car")).hasSize(1);
        assertThat(found(new Synonyms(List.of(rule("a1", "b1"), oneWay(List.of("a1"), "c1"))), "a1", "english"))
                .containsExactly(english("a1", "b1", "c1"));
        assertThat(found(new Synonyms(List.of(rule("cat", "cats"))), "cat", "english"))
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

        assertThat(found(new Synonyms(rules), text, "english").stream()
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

    private List<Synonym> found(String text) {
        return found(synonyms, text, "english");
    }

    private static List<Synonym> found(Synonyms synonyms, String text, String... languages) {
        return synonyms.of(List.of(text), () -> Set.of(languages));
    }

    private static Synonym english(String words, String... others) {
        return new Synonym(words, List.of(others), Set.of("english"));
    }

    private static SynonymRule oneWay(List<String> words, String... to) {
        return new SynonymRule(words, List.of(to));
    }
}
