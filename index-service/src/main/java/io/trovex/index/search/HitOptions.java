package io.trovex.index.search;

import io.trovex.index.engine.DocumentField;
import io.trovex.index.engine.SortOrder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the hits of a search are narrowed, ordered, counted and shown.
 *
 * @param minScore least score of a hit
 * @param sort by score when absent
 * @param groupBy of each of its values the best hit alone is shown; hits are not grouped when absent
 * @param paged whether the search is kept, so that its next pages can be asked for
 * @param offset so many of the best hits are left out; none of a paged search
 * @param maxTokens of the passages that the answer lists beside its hits; none when absent
 */
public record HitOptions(
        @Nullable Double minScore,
        @Nullable SortOrder sort,
        List<FacetRequest> facets,
        @Nullable DocumentField groupBy,
        HitFields fields,
        boolean paged,
        int offset,
        @Nullable Integer maxTokens) {
    /** The best hits, and nothing besides. */
    public static final HitOptions PLAIN = new HitOptions(null, null, List.of(), null, HitFields.ALL, false);

    /** From the best on, without passages. */
    public HitOptions(
            @Nullable Double minScore,
            @Nullable SortOrder sort,
            List<FacetRequest> facets,
            @Nullable DocumentField groupBy,
            HitFields fields,
            boolean paged) {
        this(minScore, sort, facets, groupBy, fields, paged, 0, null);
    }

    public HitOptions {
        facets = List.copyOf(facets);
    }

    /**
     * A field by whose values the documents are counted.
     *
     * @param field any but the timestamp
     * @param size most values
     */
    public record FacetRequest(DocumentField field, int size) {}

    boolean grouped() {
        return groupBy != null;
    }

    boolean needDocuments() {
        return sort != null || grouped() || !facets.isEmpty();
    }
}
