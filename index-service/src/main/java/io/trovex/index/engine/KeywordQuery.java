package io.trovex.index.engine;

import java.util.List;

/**
 * What documents are ranked by: each word, phrase and beginning that one has counts for it.
 *
 * @param words of plain text, those of the phrases among them
 * @param phrases words next to each other; inflected forms count
 * @param beginnings of words, in lower case
 * @param everything whether there is nothing to rank by, and every document is as good as another
 */
public record KeywordQuery(String words, List<String> phrases, List<String> beginnings, boolean everything) {
    public static final KeywordQuery EVERYTHING = new KeywordQuery("", List.of(), List.of(), true);

    public KeywordQuery {
        phrases = List.copyOf(phrases);
        beginnings = List.copyOf(beginnings);
    }

    /** Nothing but words. */
    public static KeywordQuery plain(String text) {
        return new KeywordQuery(text, List.of(), List.of(), false);
    }
}
