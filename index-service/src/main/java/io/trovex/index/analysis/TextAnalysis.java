package io.trovex.index.analysis;

import io.trovex.index.engine.KeywordQuery;
import io.trovex.index.engine.KeywordSearch.Occurrence;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.Character.UnicodeScript;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.en.EnglishPossessiveFilter;
import org.apache.lucene.analysis.standard.StandardTokenizer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;
import org.jspecify.annotations.Nullable;

/**
 * What of a text does not depend on its language. Title and body share one field in which the title stands
 * {@value #TITLE_WEIGHT} times: BM25F with that weight, at the price of a one-field query.
 */
public final class TextAnalysis {
    /** Best mean nDCG@10 over five collections (.532; .517 at one, .528 at two); two fields summed reach .516. */
    public static final int TITLE_WEIGHT = 3;

    /** Leaves words as they are where they are completed or corrected. */
    public static final Analyzer WORDS = new PooledAnalyzer(new Analyzer() {
        @Override
        protected TokenStreamComponents createComponents(String field) {
            Tokenizer source = new StandardTokenizer();
            return new TokenStreamComponents(source, new LowerCaseFilter(new EnglishPossessiveFilter(source)));
        }
    });

    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{M}\\p{N}\\p{IsIdeographic}]+");
    private static final Pattern SPACES = Pattern.compile("\\s+");
    private static final int LONGEST_START = 256;
    private static final String ANY_FIELD = "text";

    private TextAnalysis() {}

    /** What the one field is given, in order. */
    public static List<String> texts(@Nullable String title, String body) {
        return texts(title, TITLE_WEIGHT, body);
    }

    /** @param titleWeight how often the title stands there */
    public static List<String> texts(@Nullable String title, int titleWeight, String body) {
        List<String> texts = new ArrayList<>();
        if (title != null) {
            texts.addAll(Collections.nCopies(titleWeight, title));
        }
        texts.add(body);
        return texts;
    }

    /** The words as they were written, in lower case, with their places. */
    public static List<Occurrence> tokens(String text) {
        return occurrences(WORDS, text);
    }

    /** The words as they were written, in lower case. */
    public static List<String> words(String text) {
        return tokens(text).stream().map(Occurrence::term).toList();
    }

    /** Words of the query that may be typing errors: what stands in a phrase is meant as it is. */
    public static List<String> corrigible(KeywordQuery asked) {
        Set<String> taken = asked.phrases().stream()
                .flatMap(phrase -> words(phrase).stream())
                .collect(Collectors.toSet());
        return words(asked.words()).stream()
                .filter(word -> !taken.contains(word))
                .toList();
    }

    /** Such a query with the ideographs that stand alone as beginnings: texts keep pairs of them. */
    public static KeywordQuery withLoneIdeographs(KeywordQuery asked) {
        return asked.alsoBeginning(loneIdeographs(asked.words()));
    }

    /** Ideographs with neither letter nor digit beside them. */
    public static List<String> loneIdeographs(String text) {
        if (text.codePoints().noneMatch(Character::isIdeographic)) {
            return List.of();
        }
        return BETWEEN_WORDS
                .splitAsStream(text)
                .filter(word ->
                        word.codePointCount(0, word.length()) == 1 && Character.isIdeographic(word.codePointAt(0)))
                .distinct()
                .toList();
    }

    /** Whether no spaces part words that are written with it. */
    public static boolean isWithoutSpaces(int letter) {
        return Character.isIdeographic(letter) || UnicodeScript.of(letter) == UnicodeScript.HIRAGANA;
    }

    /** How a title is kept, and what is typed of one looked up, to complete it. */
    public static String titleStart(String title) {
        String start = SPACES.matcher(title.stripLeading()).replaceAll(" ").toLowerCase(Locale.ROOT);
        return start.length() > LONGEST_START ? start.substring(0, LONGEST_START) : start;
    }

    static List<Occurrence> occurrences(Analyzer analyzer, String text) {
        List<Occurrence> occurrences = new ArrayList<>();
        try (TokenStream tokens = analyzer.tokenStream(ANY_FIELD, text)) {
            CharTermAttribute term = tokens.addAttribute(CharTermAttribute.class);
            OffsetAttribute offset = tokens.addAttribute(OffsetAttribute.class);
            tokens.reset();
            while (tokens.incrementToken()) {
                occurrences.add(new Occurrence(offset.startOffset(), offset.endOffset(), term.toString()));
            }
            tokens.end();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return occurrences;
    }
}
