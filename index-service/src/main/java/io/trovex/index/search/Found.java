package io.trovex.index.search;

import io.trovex.index.engine.KeywordSearch;
import io.trovex.index.engine.VectorSearch;
import io.trovex.index.search.SearchResponse.Relation;
import io.trovex.index.search.SearchResponse.Total;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a search found.
 *
 * @param keyword whose words the hits show
 * @param semantic absent when the words answered alone
 * @param ranked in the order of the hits
 * @param groups how many groups there are; absent when hits are not grouped
 * @param groupOf by document id
 * @param facets by the name of their field; absent when none are asked for
 * @param continuation where the ranking goes on for pages; absent where it ends
 */
record Found(
        KeywordSearch keyword,
        @Nullable VectorSearch semantic,
        List<RankedDocument> ranked,
        Total total,
        @Nullable Total groups,
        Map<String, HitGroup> groupOf,
        @Nullable Map<String, FacetCounts> facets,
        @Nullable Continuation continuation) {
    Found {
        ranked = List.copyOf(ranked);
    }

    /** Whether there may be documents, or groups, that no page reaches. */
    boolean isCut() {
        Total all = groups == null ? total : groups;
        return continuation == null && (all.relation() == Relation.GTE || all.value() > ranked.size());
    }
}
