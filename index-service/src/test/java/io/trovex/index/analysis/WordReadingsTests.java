package io.trovex.index.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class WordReadingsTests {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "  ",
                "The dogs' history of U.S.A. jazz, can't stop 3.14 foo_bar e-mail a@b.example",
                "L’avion d'Air France n'est qu'arrivé aujourd'hui à l'école, ŒUVRES",
                "die Häuser der Stadt, Straßenbahnen und Fußgängerzonen; GRÖSSE",
                "İstanbul'da ISPARTA'nın güzel evleri",
                "an t-athair agus na hEaglaisí bPáirc",
                "Οι σκύλοι της Αθήνας τρέχουν, ΟΔΥΣΣΕΥΣ ὁ ἄνθρωπος",
                "собаки бегают по улицам; књиге и градови",
                "می‌روم به خانه‌ها و کتاب‌های قدیمی",
                "والكتب في المدارس العربية كِتَاب",
                "लड़कियाँ किताबें पढ़ती हैं, বইগুলি পড়ছে",
                "நாய்கள் ஓடுகின்றன, కుక్కలు పరుగెత్తుతాయి",
                "շները վազում են, ձեր տունը",
                "naïve café – “quoted” words… and\u00A0no-break\u00ADspaces 🙂 emoji",
                "東京都の歴史 and history",
                "한국어 문서 검색 the search",
                "ภาษาไทยไม่มีช่องว่าง but English has",
                "x\uD835\uDC00 mathematical",
                "supercalifragilisticexpialidociousandmuchlongerthansixtyfourcharactersofoneword runs"
            })
    void allLanguagesReadAQueryAsTheyReadADocument(String text) {
        WordReadings readings = new WordReadings(text);
        for (Language language : Language.values()) {
            assertThat(readings.in(language)).as("%s", language).isEqualTo(language.occurrences(text));
            assertThat(readings.in(language)).as("%s again", language).isEqualTo(language.occurrences(text));
        }
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void aWordIsReadTheSameWherever(Language language) {
        assertThat(new WordReadings("running houses running").in(language))
                .isEqualTo(language.occurrences("running houses running"));
    }
}
