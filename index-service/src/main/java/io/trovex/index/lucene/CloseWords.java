package io.trovex.index.lucene;

import io.trovex.index.engine.CloseWord;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.MultiTerms;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.Terms;
import org.apache.lucene.search.BoostAttribute;
import org.apache.lucene.search.FuzzyTermsEnum;
import org.apache.lucene.util.BytesRef;

/** The words of the index that are closest to one that it does not have: fewest letters wrong, then most frequent. */
final class CloseWords {
    private static final int SHORTEST = 4;
    private static final int TWO_WRONG_FROM = 8;

    /** What is longer is no word that somebody mistyped, and costs more to look for the longer it is. */
    private static final int LONGEST = 40;

    private CloseWords() {}

    static List<CloseWord> to(String word, int most, IndexReader reader) throws IOException {
        int length = word.codePointCount(0, word.length());
        // a number that differs is another number
        if (length < SHORTEST || length > LONGEST || !word.codePoints().allMatch(Character::isLetter)) {
            return List.of();
        }
        Terms words = MultiTerms.getTerms(reader, Fields.WORDS);
        if (words == null) {
            return List.of();
        }
        List<CloseWord> close = within(1, 1, word, words, reader);
        if (close.isEmpty() && length > SHORTEST) {
            close = within(1, 0, word, words, reader);
        }
        if (close.isEmpty() && length >= TWO_WRONG_FROM) {
            close = within(2, 1, word, words, reader);
        }
        close.sort(CloseWord.BEST_FIRST);
        return List.copyOf(close.subList(0, Math.min(most, close.size())));
    }

    /** @param beginning so many letters at the beginning are right */
    private static List<CloseWord> within(int edits, int beginning, String word, Terms words, IndexReader reader)
            throws IOException {
        FuzzyTermsEnum close = new FuzzyTermsEnum(words, new Term(Fields.WORDS, word), edits, beginning, true);
        BoostAttribute similarity = close.attributes().getAttribute(BoostAttribute.class);
        List<CloseWord> found = new ArrayList<>();
        for (BytesRef term = close.next(); term != null; term = close.next()) {
            int documents = LiveTerms.count(new Term(Fields.WORDS, term), reader);
            if (documents > 0) {
                found.add(new CloseWord(term.utf8ToString(), similarity.getBoost(), documents));
            }
        }
        return found;
    }
}
