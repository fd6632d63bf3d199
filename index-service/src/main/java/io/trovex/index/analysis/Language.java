package io.trovex.index.analysis;

import io.trovex.index.engine.KeywordSearch.Occurrence;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;
import org.jspecify.annotations.Nullable;

/**
 * A language, and how its texts become terms, which are its own: no two languages share one. What has no entry, and what nobody knows, is {@link #ENGLISH}: short English
 * texts are what is most often told too little of to be known, and its stemmer leaves other scripts alone.
 */
public enum Language {
    ENGLISH("en"),
    ARABIC("ar"),
    ARMENIAN("hy"),
    BASQUE("eu"),
    BENGALI("bn"),
    BULGARIAN("bg"),
    CATALAN("ca"),
    /** Chinese, Japanese and Korean, where no space divides words. */
    CJK("zh ja ko"),
    CZECH("cs"),
    DANISH("da"),
    DUTCH("nl"),
    ESTONIAN("et"),
    FINNISH("fi"),
    FRENCH("fr"),
    GALICIAN("gl"),
    GERMAN("de"),
    GREEK("el"),
    HINDI("hi"),
    HUNGARIAN("hu"),
    INDONESIAN("id"),
    IRISH("ga"),
    ITALIAN("it"),
    KURDISH("ckb"),
    LATVIAN("lv"),
    LITHUANIAN("lt"),
    NEPALI("ne"),
    NORWEGIAN("no nb nn"),
    PERSIAN("fa"),
    PORTUGUESE("pt"),
    ROMANIAN("ro"),
    RUSSIAN("ru"),
    SERBIAN("sr"),
    SPANISH("es"),
    SWEDISH("sv"),
    TAMIL("ta"),
    TELUGU("te"),
    THAI("th"),
    TURKISH("tr");

    /** Stands where a word was left out, for phrases to keep their distances. No term is like it. */
    public static final String LEFT_OUT = "-";

    private static final String ANY_FIELD = "text";
    private static final Map<String, Language> BY_CODE = new HashMap<>();
    private static final Map<String, Language> BY_LABEL = new HashMap<>();

    static {
        for (Language language : values()) {
            BY_LABEL.put(language.label, language);
            for (String code : language.codes.split(" ", -1)) {
                BY_CODE.put(code, language);
                BY_CODE.put(Locale.of(code).getISO3Language(), language);
            }
        }
    }

    private final String codes;
    private final String label;

    Language(String codes) {
        this.codes = codes;
        this.label = name().toLowerCase(Locale.ROOT);
    }

    /** @param code ISO 639, perhaps with a region behind it */
    public static Language of(@Nullable String code) {
        if (code == null) {
            return ENGLISH;
        }
        String language = code.split("[-_]", 2)[0].toLowerCase(Locale.ROOT);
        return BY_CODE.getOrDefault(language, ENGLISH);
    }

    /** How an index calls it. */
    public String label() {
        return label;
    }

    /** What its terms begin with, unless it is {@link #ENGLISH}: no other language has the same. */
    String mark() {
        return codes.split(" ", 2)[0] + "|";
    }

    /** Empty where an index calls none so. */
    public static Optional<Language> labelled(String label) {
        return Optional.ofNullable(BY_LABEL.get(label));
    }

    /** Whether a text's terms are those of its words, each by itself, where spaces divide them: Thai is divided by a dictionary. */
    boolean readsWordByWord() {
        return this != THAI;
    }

    /** Thread-safe. */
    public Analyzer analyzer() {
        return Analyzers.of(this);
    }

    /** Terms with their frequencies, in order of first occurrence. */
    public Map<String, Integer> terms(String text) {
        Map<String, Integer> terms = new LinkedHashMap<>();
        occurrences(text).forEach(each -> terms.merge(each.term(), 1, Integer::sum));
        return terms;
    }

    /** Where a text has one of the terms, in order. */
    public List<Occurrence> occurrences(String text, Set<String> terms) {
        return occurrences(text).stream()
                .filter(each -> terms.contains(each.term()))
                .toList();
    }

    /** All its terms, in order. */
    public List<Occurrence> occurrences(String text) {
        return TextAnalysis.occurrences(analyzer(), text);
    }

    /** The terms with a space between them, {@link #LEFT_OUT} for each word that is none. */
    public String spelledOut(String text) {
        StringBuilder spelled = new StringBuilder();
        try (TokenStream tokens = analyzer().tokenStream(ANY_FIELD, text)) {
            CharTermAttribute term = tokens.addAttribute(CharTermAttribute.class);
            PositionIncrementAttribute step = tokens.addAttribute(PositionIncrementAttribute.class);
            tokens.reset();
            while (tokens.incrementToken()) {
                spelled.append((LEFT_OUT + " ").repeat(Math.max(0, step.getPositionIncrement() - 1)));
                spelled.append(term).append(' ');
            }
            tokens.end();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return spelled.toString().stripTrailing();
    }
}
