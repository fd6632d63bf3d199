package io.trovex.validation.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import opennlp.tools.langdetect.Language;
import opennlp.tools.langdetect.LanguageDetectorME;
import opennlp.tools.langdetect.LanguageDetectorModel;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against OpenNLP's own evaluation of the same model. */
class LetterGramsTests {
    private static LanguageDetectorME opennlp;
    private static LetterGrams grams;

    @BeforeAll
    static void readModel() throws IOException {
        try (InputStream file =
                Objects.requireNonNull(LetterGramsTests.class.getResourceAsStream("/langdetect-183.bin"))) {
            LanguageDetectorModel model = new LanguageDetectorModel(file);
            opennlp = new LanguageDetectorME(model);
            grams = LetterGrams.of(model);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "water rises and sinks, and rises again",
                "das wasser steigt am äquator auf und sinkt in der nähe der pole wieder ab",
                "тёплая вода поднимается у экватора и опускается вблизи полюсов",
                "温暖的海水在赤道上升，在两极附近下沉",
                "a",
                "ⅷ⌘, of no gram that is known"
            })
    void givesTheSameOddsBetweenLanguages(String text) {
        float[] scores = grams.scores(PlainLetters.of(text));

        Language[] expected = opennlp.predictLanguages(text);
        for (Language language : expected) {
            if (language.getConfidence() > 1e-30) {
                double odds = Math.log(language.getConfidence() / expected[0].getConfidence());
                assertThat(score(scores, language) - score(scores, expected[0]))
                        .as(language.getLang())
                        .isCloseTo((float) odds, within(1e-3f));
            }
        }
    }

    private static float score(float[] scores, Language language) {
        return scores[grams.languages().indexOf(language.getLang())];
    }
}
