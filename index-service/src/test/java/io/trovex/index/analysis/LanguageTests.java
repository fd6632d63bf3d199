package io.trovex.index.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import io.trovex.index.engine.KeywordSearch.Occurrence;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class LanguageTests {
    @ParameterizedTest
    @CsvSource({
        "en, running dogs, dog runs",
        "en, café, cafe",
        "de, Häuser, haus",
        "de, Straßen, strasse",
        "fr, l'école, ecoles",
        "fr, chevaux, cheval",
        "es, canciones, cancion",
        "pt, informações, informacao",
        "it, città, citta",
        "sv, Malmö, malmo",
        "cs, městy, mesto",
        "ru, книгами, книга",
        "ru, ёлки, елка",
        "el, πόλεις, πολεις",
        "ar, الكتاب, كتاب",
        "fa, کتاب‌ها, كتاب",
        "hi, किताबें, किताब",
        "tr, kitaplar, kitap",
        "zh, 北京大学, 北京大学",
        "ko, ｶﾅ, カナ",
        "und, Ångström, angstrom",
    })
    void formsOfAWordAreOneTerm(String code, String form, String other) {
        Language language = Language.of(code);

        assertThat(language.terms(form)).isNotEmpty();
        assertThat(language.terms(form).keySet())
                .containsExactlyInAnyOrderElementsOf(language.terms(other).keySet());
    }

    @Test
    void whatHasNoSpacesIsReadInPairs() {
        assertThat(Language.of("ja").terms("東京都の天気 Kyoto").keySet())
                .containsExactly("zh|東京", "zh|京都", "zh|都の", "zh|の天", "zh|天気", "zh|kyoto");
        assertThat(Language.of("und").terms("the 京都 temples").keySet()).containsExactly("京都", "templ");
    }

    @ParameterizedTest
    @CsvSource({
        "de, GERMAN",
        "de-AT, GERMAN",
        "DE_ch, GERMAN",
        "deu, GERMAN",
        "nb, NORWEGIAN",
        "zh, CJK",
        "und, ENGLISH",
        "xx, ENGLISH"
    })
    void aCodeMayHaveARegionOrThreeLetters(String code, Language language) {
        assertThat(Language.of(code)).isEqualTo(language);
        assertThat(Language.of(null)).isEqualTo(Language.ENGLISH);
    }

    @Test
    void whereAWordIsIsToldInTheTextAsItIs() {
        assertThat(Language.GERMAN.occurrences("Die alten Häuser am Fluß", Set.of("de|haus", "de|fluss")))
                .containsExactly(new Occurrence(10, 16, "de|haus"), new Occurrence(20, 24, "de|fluss"));
    }

    @Test
    void aStopWordKeepsItsPlaceWhereTermsAreSpelledOut() {
        assertThat(Language.ENGLISH.spelledOut("The dogs of the house.")).isEqualTo("- dog - - hous");
        assertThat(Language.ENGLISH.spelledOut("the")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void everyLanguageHasTermsInOrderThatStandWhereTheySay(Language language) {
        String text = "The 3 quick-brown foxes, über naïve Hände; книги 東京都 كتب किताबें ไทย!";

        List<Occurrence> terms = language.occurrences(text);

        assertThat(terms).hasSizeGreaterThan(8).allSatisfy(term -> {
            assertThat(term.start()).isNotNegative().isLessThan(term.end());
            assertThat(term.end()).isLessThanOrEqualTo(text.length());
            assertThat(term.term()).isNotEmpty().doesNotContainAnyWhitespaces().isNotEqualTo(Language.LEFT_OUT);
        });
        assertThat(terms).extracting(Occurrence::start).isSorted();
        assertThat(language.spelledOut(text)
                        .replace(Language.LEFT_OUT + " ", "")
                        .split(" "))
                .containsExactly(terms.stream().map(Occurrence::term).toArray(String[]::new));
        assertThat(Language.labelled(language.label())).contains(language);
    }
}
