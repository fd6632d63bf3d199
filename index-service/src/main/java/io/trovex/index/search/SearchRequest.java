package io.trovex.index.search;

import io.trovex.index.engine.DocumentFilter;
import org.jspecify.annotations.Nullable;

/**
 * A question to the index.
 *
 * @param text as a person typed it, in the syntax of {@link io.trovex.index.query.QuerySyntax}
 * @param size most hits to return, from 1
 * @param fusion for {@link SearchMode#HYBRID}
 * @param moreLike id of a document that the hits are to be like; the text may then be blank
 * @param explain whether hits carry the parts of their scores
 */
public record SearchRequest(
        String text,
        SearchMode mode,
        int size,
        DocumentFilter filter,
        Fusion fusion,
        boolean explain,
        HitOptions options,
        @Nullable String moreLike) {
    public SearchRequest(
            String text, SearchMode mode, int size, DocumentFilter filter, Fusion fusion, boolean explain) {
        this(text, mode, size, filter, fusion, explain, HitOptions.PLAIN, null);
    }

    /** Unfiltered, with the default fusion. */
    public static SearchRequest of(String text, SearchMode mode, int size) {
        return new SearchRequest(text, mode, size, DocumentFilter.NONE, Fusion.WEIGHTED, false);
    }

    public SearchRequest with(HitOptions others) {
        return new SearchRequest(text, mode, size, filter, fusion, explain, others, moreLike);
    }

    public SearchRequest like(String docId) {
        return new SearchRequest(text, mode, size, filter, fusion, explain, options, docId);
    }

    /** How many documents have to be ranked for its hits. */
    int reach() {
        return options.offset() + size;
    }

    public SearchRequest with(DocumentFilter other) {
        return new SearchRequest(text, mode, size, other, fusion, explain, options, moreLike);
    }

    SearchRequest withSize(int other) {
        return new SearchRequest(text, mode, other, filter, fusion, explain, options, moreLike);
    }
}
