package io.trovex.embedding.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trovex.embedding.SampleTexts;
import io.trovex.embedding.TestModels;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WordPieceTokenizerTests {
    private static final ReferenceTokenizer REFERENCE = new ReferenceTokenizer("/bge-small-en-v1.5-tokenizer.json");

    private final WordPieceTokenizer tokenizer = TestModels.minilm().tokenizer();

    @Test
    void givesTheReferencesIdsOnRealText() {
        assertThat(SampleTexts.all()).hasSize(200).allSatisfy(this::assertReferencesIds);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " \t\r\n\u00a0\u3000\u2028",
                "naïve Ångström ÉCLAIR İstanbul ß ﬁne ǅ",
                "e\u0301 combining, \u00e9 composed, Việt Nam, ᾳ",
                "tab\tvertical\u000bform\u000cnext\u0085line\u2028separator",
                "zero\u0000width\u200bjoin\u200der\ufeffmark\u00adsoft\ufffdend\ue000private",
                "東京タワー is in 東京; 豈 and \ud840\udc00 too",
                "한국어 텍스트 हिन्दी ไทย العربية עברית ελληνικά кириллица",
                "👩‍👩‍👧 ❤️ 🏳️‍🌈 \ud83d\ude00 \ud83c\udde9\ud83c\uddea",
                "$5.00 ~ a^b `code` <tag> x=y|z {brace} «quote» “curly” … — ¿qué? „unten‟",
                "don't state-of-the-art e.g. U.S.A. http://example.org/a_b?c=d&e=%20#f",
                "antidisestablishmentarianism pneumonoultramicroscopicsilicovolcanoconiosis",
                "½ ² Ⅷ ① ﷺ ™ ©",
                ";`\u1fef semicolons that decompose",
                "\ud800 lone high, lone low \udc00",
                "2b820\ud86e\udc20 and 2b920\ud86e\udd20",
            })
    void givesTheReferencesIdsOnAwkwardText(String text) {
        assertReferencesIds(text);
    }

    @Test
    void aWordOfMoreThanAHundredCharactersIsUnknown() {
        assertReferencesIds("a".repeat(100) + " and " + "a".repeat(101));
        assertReferencesIds("\ud83d\ude00".repeat(100) + " " + "é".repeat(100) + " " + "é".repeat(101));
        assertThat(tokenizer.tokenize("a".repeat(101)).ids()).containsExactly(tokenizer.specialToken("[UNK]"));
    }

    @Test
    void aSpecialTokensNameInTheTextIsText() {
        int[] ids = tokenizer.tokenize("fill the [MASK] [SEP] now").ids();

        assertThat(ids).doesNotContain(tokenizer.specialToken("[MASK]"), tokenizer.specialToken("[SEP]"));
        assertThat(ids)
                .containsExactly(
                        tokenizer.tokenize("fill the [ MASK ] [ SEP ] now").ids());
    }

    @Test
    void offsetsPointIntoTheOriginalText() {
        String text = "Ünïted 東京 🙂 e\u0301tude\u200b!";

        Tokens tokens = tokenizer.tokenize(text);

        assertThat(IntStream.range(0, tokens.size()).mapToObj(i -> text.substring(tokens.start(i), tokens.end(i))))
                .containsExactly("Ünïted", "東", "京", "🙂", "e\u0301t", "ude", "!");
        assertThat(IntStream.range(0, tokens.size()).filter(i -> !tokens.startsWord(i)))
                .containsExactly(5);
    }

    @Test
    void aCasedTokenizerKeepsCaseAndAccents() {
        String resource = "/bge-small-zh-v1.5-tokenizer.json";
        ReferenceTokenizer reference = new ReferenceTokenizer(resource);
        WordPieceTokenizer cased = WordPieceTokenizer.read(
                Objects.requireNonNull(WordPieceTokenizerTests.class.getResourceAsStream(resource)));

        assertThat(List.of(
                        "猫头鹰在夜间捕猎。",
                        "量子计算机（Quantum Computer）使用 Qubits，naïve ÉCLAIR 价格：￥3,500！",
                        "API 与 api、WiFi 6、Ångström e\u0301tude",
                        "\t全角　空格\u200b零宽"))
                .allSatisfy(text -> assertThat(cased.tokenize(text).ids()).isEqualTo(reference.ids(text)));
        assertThat(cased.tokenize("API").ids())
                .isNotEqualTo(cased.tokenize("api").ids());
    }

    @Test
    void aVocabularyMustKnowTheUnknown() {
        assertThatThrownBy(() -> new WordPieceTokenizer(Map.of("a", 0)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("[UNK]");
    }

    @Property(tries = 500)
    void givesTheReferencesIdsOnAnyMixture(@ForAll("mixtures") String text) {
        assertReferencesIds(text);
    }

    @Property(tries = 300)
    void wordsAreTokenizedIndependently(@ForAll("mixtures") String text) {
        Tokens whole = tokenizer.tokenize(text);
        List<Integer> cuts = new ArrayList<>();
        IntStream.range(1, whole.size()).filter(whole::startsWord).forEach(cuts::add);

        for (int cut : cuts) {
            int[] head =
                    tokenizer.tokenize(text.substring(0, whole.end(cut - 1))).ids();
            int[] tail = tokenizer.tokenize(text.substring(whole.start(cut))).ids();
            assertThat(IntStream.concat(IntStream.of(head), IntStream.of(tail)).toArray())
                    .isEqualTo(whole.ids());
        }
    }

    @Provide
    Arbitrary<String> mixtures() {
        Arbitrary<Character> latin = Arbitraries.chars().range('\u0001', '\u024f');
        Arbitrary<Character> symbols = Arbitraries.chars().range('\u2000', '\u23ff');
        Arbitrary<Character> scripts =
                Arbitraries.chars().range('\u0370', '\u05ff').filter(Character::isLetter);
        Arbitrary<Character> asian =
                Arbitraries.chars().range('\u3000', '\ud7a3').filter(Character::isLetter);
        Arbitrary<Character> marks = Arbitraries.chars().range('\u0300', '\u036f');
        return Arbitraries.oneOf(latin, latin, symbols, scripts, asian, marks, Arbitraries.just(' '))
                .list()
                .ofMaxSize(60)
                .map(chars -> chars.stream().map(String::valueOf).reduce("", String::concat));
    }

    private void assertReferencesIds(String text) {
        assertThat(tokenizer.tokenize(text).ids()).as(text).isEqualTo(REFERENCE.ids(text));
    }
}
