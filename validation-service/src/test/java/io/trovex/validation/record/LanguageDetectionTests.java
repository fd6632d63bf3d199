package io.trovex.validation.record;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LanguageDetectionTests {
    private static final LanguageDetection LANGUAGES = LanguageDetection.load();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            en | Warm water rises at the equator and sinks near the poles.
            de | Das warme Wasser steigt am Äquator auf und sinkt in der Nähe der Pole wieder ab.
            fr | L'eau chaude monte à l'équateur et redescend près des pôles, ce qui répartit la chaleur.
            es | El agua caliente asciende en el ecuador y desciende cerca de los polos de la Tierra.
            it | L'acqua calda sale all'equatore e scende vicino ai poli, distribuendo il calore.
            nl | Het warme water stijgt bij de evenaar en zinkt weer in de buurt van de polen.
            pl | Ciepła woda wznosi się na równiku i opada w pobliżu biegunów Ziemi.
            ru | Тёплая вода поднимается у экватора и опускается вблизи полюсов Земли.
            tr | Sıcak su ekvatorda yükselir ve kutuplara yakın yerlerde tekrar alçalır.
            ar | يرتفع الماء الدافئ عند خط الاستواء ويهبط بالقرب من القطبين.
            he | המים החמים עולים בקו המשווה ושוקעים בסמוך לקטבים של כדור הארץ.
            zh | 温暖的海水在赤道上升，在两极附近下沉，从而输送热量。
            ja | 暖かい海水は赤道付近で上昇し、極の近くで沈み込みます。
            ko | 따뜻한 물은 적도에서 상승하고 극지방 근처에서 가라앉습니다.
            hi | गर्म पानी भूमध्य रेखा पर ऊपर उठता है और ध्रुवों के पास डूब जाता है।
            """)
    void tellsLanguagesByTheirShortCodes(String language, String text) {
        assertThat(LANGUAGES.languageOf(text)).isEqualTo(language);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "12345 67890", "??? !!!", "asdkjh qweoiu zxmn bvqwe"})
    void saysSoWhenItCannotTell(String text) {
        assertThat(LANGUAGES.languageOf(text)).isEqualTo(LanguageDetection.UNDETERMINED);
    }

    @Test
    void readsOnWhereAGlanceTellsNothing() {
        String numbers = "4,711.08 / 2026-11-22 / 0815; ".repeat(5);

        assertThat(LANGUAGES.languageOf(numbers)).isEqualTo(LanguageDetection.UNDETERMINED);
        assertThat(LANGUAGES.languageOf(
                        numbers + "Warm water rises at the equator and sinks near the poles. ".repeat(2)))
                .isEqualTo("en");
    }

    @Test
    void readsOnlyTheBeginning() {
        String english = "Warm water rises at the equator and sinks near the poles. ".repeat(10);

        assertThat(LANGUAGES.languageOf(english + "Тёплая вода поднимается у экватора. ".repeat(500)))
                .isEqualTo("en");
    }
}
