package io.trovex.index.engine;

import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * BM25 over title and body for one query, within one view. Thread-safe. Its texts are only words: no syntax, so no syntax
 * errors.
 */
public interface KeywordSearch {
    /**
     * A word of the text where a body has it, perhaps inflected.
     *
     * @param start offset of its first UTF-16 code unit in the body
     * @param end offset after the last
     * @param term the form that all its inflections share
     */
    record Occurrence(int start, int end, String term) {}

    /** Where the words stand. For one thread. */
    interface Places {
        /** In the document's body, in order. */
        List<Occurrence> in(int number, StoredDocument document);
    }

    /** The words that the index does not have, where it has close ones; none from an engine that does not look. */
    List<Correction> corrections();

    default Ranking rank(DocumentFilter filter, int depth) {
        return rank(filter, depth, null);
    }

    /** @param after the document whose followers are asked for, as the ranking had it; null for the best */
    Ranking rank(DocumentFilter filter, int depth, @Nullable Match after);

    /** The same documents with their keyword scores; those without a single word are left out. */
    List<Match> score(Collection<Match> documents);

    /** For several documents one after the other: what these have in common may be looked up once. */
    Places places();
}
