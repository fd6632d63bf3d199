package io.trovex.index.engine;

import java.util.List;

/**
 * What documents are ranked by: each word, phrase and beginning that one has counts for it.
 *
 * @param words of plain text, those of the phrases among them
 * @param phrases words next to each other; inflected forms count
 * @param beginnings of words, in lower case
 * @param everything whether there is nothing to rank by, and every document is as good as another
 * @param synonyms of some of the words
 */
public record KeywordQuery(
        String words, List<String> phrases, List<String> beginnings, boolean everything, List<Synonym> synonyms) {
    public static final KeywordQuery EVERYTHING = new KeywordQuery("", List.of(), List.of(), true);

    public KeywordQuery {
        phrases = List.copyOf(phrases);
        beginnings = List.copyOf(beginnings);
        synonyms = List.copyOf(synonyms);
    }

    /** Without synonyms. */
    public KeywordQuery(String words, List<String> phrases, List<String> beginnings, boolean everything) {
        this(words, phrases, beginnings, everything, List.of());
    }

    /** Nothing but words. */
    public static KeywordQuery plain(String text) {
        return new KeywordQuery(text, List.of(), List.of(), false);
    }

    public KeywordQuery with(List<Synonym> others) {
        return new KeywordQuery(words, phrases, beginnings, everything, others);
    }
}
