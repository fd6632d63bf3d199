package io.trovex.validation.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class NormalisedTextTests {

    @Test
    void keepsParagraphsAndLines() {
        assertThat(NormalisedText.body("one\ntwo \n\n\n\n three\r\nfour\r\n\r\nfive\rsix"))
                .isEqualTo("one\ntwo\n\nthree\nfour\n\nfive\nsix");
    }

    @Test
    void knowsEveryKindOfSpaceAndBreak() {
        assertThat(NormalisedText.body("a\u00a0\u3000\t b\u2028c\u2029d\fe\u0085f\u000bg"))
                .isEqualTo("a b\nc\n\nd\ne\nf\ng");
    }

    @Test
    void keepsJoinersBecauseScriptsAndEmojiNeedThem() {
        assertThat(NormalisedText.body(
                        "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645 \ud83d\udc69\u200d\ud83d\ude80"))
                .isEqualTo("\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645 \ud83d\udc69\u200d\ud83d\ude80");
    }

    @Test
    void putsATitleOnOneLine() {
        assertThat(NormalisedText.line("\n How\r\n\r\noceans\u2003move ")).isEqualTo("How oceans move");
    }

    @Property(tries = 2_000)
    void doingItTwiceChangesNothing(@ForAll("texts") String text) {
        String body = NormalisedText.body(text);
        String line = NormalisedText.line(text);

        assertThat(NormalisedText.body(body)).isEqualTo(body);
        assertThat(NormalisedText.line(line)).isEqualTo(line);
    }

    @Property(tries = 2_000)
    void theResultIsComposedTrimmedAndHasNoRuns(@ForAll("texts") String text) {
        String body = NormalisedText.body(text);

        assertThat(Normalizer.isNormalized(body, Normalizer.Form.NFC)).isTrue();
        assertThat(body).isEqualTo(body.strip()).doesNotContain("  ", "\n\n\n", " \n", "\n ", "\t", "\r", "\ufeff");
    }

    @Property(tries = 1_000)
    void onlyWhiteSpaceAndOrderOfMarksChange(@ForAll("texts") String text) {
        assertThat(visible(NormalisedText.body(text))).isEqualTo(visible(text));
    }

    @Property
    void whatIsBlankStaysBlank(@ForAll("texts") String text) {
        assertThat(NormalisedText.isBlank(NormalisedText.body(text))).isEqualTo(NormalisedText.isBlank(text));
    }

    /** Mostly what can go wrong: white space of all kinds, combining marks, jamo, what composes, and some letters. */
    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.strings()
                .withChars(" \t\n\r\f\u000b\u0085\u00a0\u2000\u2001\u2028\u2029\u3000\ufeff\u200b\u200d")
                .withChars("ab=e\u0301\u0338\u0323\u0327\u1100\u1161\u11a8\u212b\u00e9\u0958\u2126")
                .withCharRange('\u00a0', '\u0600')
                .ofMaxLength(40);
    }

    private static String visible(String text) {
        return Normalizer.normalize(text.replace("\ufeff", ""), Normalizer.Form.NFD)
                .replaceAll("[\\s\\u0085\\u000b\\p{Z}]", "");
    }
}
