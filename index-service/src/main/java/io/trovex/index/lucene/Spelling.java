package io.trovex.index.lucene;

import io.trovex.index.analysis.QueryLanguages;
import io.trovex.index.analysis.TextAnalysis;
import io.trovex.index.engine.CloseWord;
import io.trovex.index.engine.KeywordSearch;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.Term;
import org.jspecify.annotations.Nullable;

/** What somebody may have meant to type. */
final class Spelling {
    private static final int MOST_WORDS = 32;

    private final IndexReader reader;
    private final QueryLanguages languages;

    Spelling(IndexReader reader, QueryLanguages languages) {
        this.reader = reader;
        this.languages = languages;
    }

    /**
     * The text with the closest word of the index for each that finds nothing; null when there is nothing to correct.
     *
     * @param lastIsWhole whether the last word is typed to its end
     */
    @Nullable
    String correct(String typed, boolean lastIsWhole) throws IOException {
        StringBuilder corrected = new StringBuilder();
        int copied = 0;
        List<KeywordSearch.Occurrence> words = TextAnalysis.tokens(typed);
        for (int i = 0; i < Math.min(words.size(), MOST_WORDS); i++) {
            KeywordSearch.Occurrence word = words.get(i);
            boolean isWhole = lastIsWhole || i < words.size() - 1;
            List<CloseWord> close =
                    isWhole && isUnknown(word.term()) ? CloseWords.to(word.term(), 1, reader) : List.of();
            if (!close.isEmpty()) {
                corrected
                        .append(typed, copied, word.start())
                        .append(close.getFirst().word());
                copied = word.end();
            }
        }
        return copied == 0
                ? null
                : corrected.append(typed, copied, typed.length()).toString();
    }

    /** Whether no document has it, in another form either; a stop word is looked for in no form. */
    private boolean isUnknown(String word) throws IOException {
        if (has(Fields.WORDS, word)) {
            return false;
        }
        List<String> forms =
                languages.words(word).keySet().stream().flatMap(Set::stream).toList();
        for (String form : forms) {
            if (has(Fields.TEXT, form)) {
                return false;
            }
        }
        return !forms.isEmpty();
    }

    private boolean has(String field, String term) throws IOException {
        return LiveTerms.has(new Term(field, term), reader);
    }
}
