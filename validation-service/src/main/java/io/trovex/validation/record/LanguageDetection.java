package io.trovex.validation.record;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import opennlp.tools.langdetect.LanguageDetectorModel;

/** Tells the language of a text by its letter n-grams (the model is of Apache OpenNLP, 103 languages). Thread-safe. */
public final class LanguageDetection {
    /** ISO 639 for "undetermined". */
    public static final String UNDETERMINED = "und";

    private static final String MODEL = "/langdetect-183.bin";
    /** Suffices for four texts in five; what a glance tells for certain, more text never changed. */
    private static final int GLANCE = 120;

    private static final double CERTAIN_LEAD = Math.log(2);

    /** More text costs more and hardly tells better. */
    private static final int CHARACTERS_READ = 300;
    /** How often likelier than the second the best must be; the model's confidence alone only grows with the length. */
    private static final double CLEAR_LEAD = Math.log(1.2);

    private static final Map<String, String> SHORT_CODES = shortCodes();

    private static final class Loaded {
        static final LanguageDetection ONCE = read();
    }

    private final LetterGrams grams;

    private LanguageDetection(LetterGrams grams) {
        this.grams = grams;
    }

    /** Reads the model from the class path at the first call, which takes about half a second; it takes 10 MB, once. */
    public static LanguageDetection load() {
        return Loaded.ONCE;
    }

    private static LanguageDetection read() {
        try (InputStream model = Objects.requireNonNull(LanguageDetection.class.getResourceAsStream(MODEL), MODEL)) {
            return new LanguageDetection(LetterGrams.of(new LanguageDetectorModel(model)));
        } catch (IOException e) {
            throw new UncheckedIOException("the language model cannot be read", e);
        }
    }

    /** @return ISO 639-1, ISO 639-3 where there is none, or {@code und} when two languages are about as likely */
    public String languageOf(String text) {
        Lead lead = leadAfter(text, GLANCE);
        if (text.length() > GLANCE && lead.by() < CERTAIN_LEAD) {
            lead = leadAfter(text, CHARACTERS_READ);
        }
        String code = grams.languages().get(lead.language());
        return lead.by() < CLEAR_LEAD ? UNDETERMINED : SHORT_CODES.getOrDefault(code, code);
    }

    /** @param by the logarithm of how often likelier than the second it is */
    private record Lead(int language, double by) {}

    private Lead leadAfter(String text, int characters) {
        float[] scores = grams.scores(PlainLetters.of(text.substring(0, Math.min(characters, text.length()))));
        int best = 0;
        float second = Float.NEGATIVE_INFINITY;
        for (int language = 1; language < scores.length; language++) {
            if (scores[language] > scores[best]) {
                second = scores[best];
                best = language;
            } else {
                second = Math.max(second, scores[language]);
            }
        }
        return new Lead(best, scores[best] - second);
    }

    /** From the codes that OpenNLP knows to the two letters that the rest of the world uses. */
    private static Map<String, String> shortCodes() {
        Map<String, String> codes = new HashMap<>();
        for (String code : Locale.getISOLanguages()) {
            codes.put(Locale.of(code).getISO3Language(), code);
        }
        codes.putAll(Map.of("cmn", "zh", "pes", "fa", "ekk", "et", "lvs", "lv", "plt", "mg"));
        codes.putAll(Map.of("heb", "he", "ind", "id", "yid", "yi")); // the JDK also lists their withdrawn codes
        return codes;
    }
}
