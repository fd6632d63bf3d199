package io.trovex.index.engine;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What documents are ranked by: each word, phrase and beginning that one has counts for it. Of
 * very many phrases and beginnings the first ones count.
 *
 * @param words of plain text, those of the phrases among them
 * @param phrases words next to each other; inflected forms count
 * @param beginnings of words, in lower case
 * @param everything whether there is nothing to rank by, and every document is as good as another
 * @param synonyms of some of the words
 * @param languages codes that every document which may be found has one of; empty when it may have any
 */
public record KeywordQuery(
        String words,
        List<String> phrases,
        List<String> beginnings,
        boolean everything,
        List<Synonym> synonyms,
        Set<String> languages) {
    private static final int MOST_PHRASES = 128;
    private static final int MOST_BEGUN = 256;
    private static final int MOST_BEGUN_BY_EACH = 64;

    public static final KeywordQuery EVERYTHING = new KeywordQuery("", List.of(), List.of(), true);

    public KeywordQuery {
        phrases = phrases.stream().limit(MOST_PHRASES).toList();
        beginnings = beginnings.stream().limit(MOST_BEGUN).toList();
        synonyms = List.copyOf(synonyms);
        languages = Set.copyOf(languages);
    }

    /** Without synonyms, of documents in any language. */
    public KeywordQuery(String words, List<String> phrases, List<String> beginnings, boolean everything) {
        this(words, phrases, beginnings, everything, List.of(), Set.of());
    }

    /** Most words that each beginning stands for. */
    public int begunByEach() {
        return Math.min(MOST_BEGUN_BY_EACH, MOST_BEGUN / Math.max(1, beginnings.size()));
    }

    /** Nothing but words. */
    public static KeywordQuery plain(String text) {
        return new KeywordQuery(text, List.of(), List.of(), false);
    }

    /** With such beginnings besides. */
    public KeywordQuery alsoBeginning(List<String> others) {
        return others.isEmpty()
                ? this
                : new KeywordQuery(
                        words,
                        phrases,
                        Stream.concat(beginnings.stream(), others.stream())
                                .distinct()
                                .toList(),
                        everything,
                        synonyms,
                        languages);
    }

    public KeywordQuery with(List<Synonym> others) {
        return new KeywordQuery(words, phrases, beginnings, everything, others, languages);
    }

    /** The same of documents that pass. */
    public KeywordQuery within(DocumentFilter filter) {
        return new KeywordQuery(words, phrases, beginnings, everything, synonyms, DocumentFilter.languages(filter));
    }
}
