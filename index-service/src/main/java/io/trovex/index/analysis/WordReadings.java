package io.trovex.index.analysis;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.trovex.index.engine.KeywordSearch.Occurrence;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.standard.StandardTokenizer;

/**
 * A query's text as languages read it: word by word, and what a language makes of a word is remembered, since people ask
 * with the same words again and each is read in every language that documents are of. A text in whose script no space
 * divides words is read as a whole.
 */
final class WordReadings {
    /** @param terms of the word alone */
    private record Word(Occurrence place, Map<Language, List<Occurrence>> terms) {
        List<Occurrence> in(Language language) {
            return terms.computeIfAbsent(language, _ -> List.copyOf(language.occurrences(place.term())));
        }
    }

    private static final int MOST_REMEMBERED = 3_000;
    private static final int LONGEST_REMEMBERED = 64;

    /** Thai; before it are the scripts of Europe, of the Near East and of most of India. */
    private static final char FIRST_WITHOUT_SPACES = '\u0E00';

    private static final char MORE_LATIN_AND_GREEK = '\u1E00';
    private static final char AFTER_PUNCTUATION = '\u2070';

    private static final Cache<String, Map<Language, List<Occurrence>>> REMEMBERED =
            Caffeine.newBuilder().maximumSize(MOST_REMEMBERED).build();

    private static final Analyzer AS_WRITTEN = new PooledAnalyzer(new Analyzer() {
        @Override
        protected TokenStreamComponents createComponents(String field) {
            return new TokenStreamComponents(new StandardTokenizer());
        }
    });

    private final String text;
    private final List<Word> words;
    private final boolean divided;

    WordReadings(String text) {
        this.text = text;
        this.divided = text.chars().allMatch(WordReadings::isOfDividedWords);
        this.words = divided ? words(text) : List.of();
    }

    /** As {@link Language#occurrences(String)} has it. */
    List<Occurrence> in(Language language) {
        if (!divided || !language.readsWordByWord()) {
            return language.occurrences(text);
        }
        List<Occurrence> read = new ArrayList<>(words.size());
        for (Word word : words) {
            int start = word.place().start();
            for (Occurrence each : word.in(language)) {
                read.add(new Occurrence(start + each.start(), start + each.end(), each.term()));
            }
        }
        return read;
    }

    private static List<Word> words(String text) {
        return TextAnalysis.occurrences(AS_WRITTEN, text).stream()
                .map(place -> new Word(place, remembered(place.term())))
                .toList();
    }

    private static Map<Language, List<Occurrence>> remembered(String word) {
        return word.length() > LONGEST_REMEMBERED
                ? new EnumMap<>(Language.class)
                : REMEMBERED.get(word, _ -> new ConcurrentHashMap<>());
    }

    private static boolean isOfDividedWords(int unit) {
        return unit < FIRST_WITHOUT_SPACES || (unit >= MORE_LATIN_AND_GREEK && unit < AFTER_PUNCTUATION);
    }
}
