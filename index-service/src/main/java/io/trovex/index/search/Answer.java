package io.trovex.index.search;

import io.trovex.index.query.Notice;
import io.trovex.index.search.SearchResponse.Total;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a search says of what it found: the same to whoever asks the same in the same moment of an index. It holds on to
 * nothing of the index.
 *
 * @param groups how many there are; absent when hits are not grouped
 * @param facets by the name of their field; absent when none are asked for
 * @param passages absent when none are asked for
 */
record Answer(
        List<Notice> notices,
        Total total,
        @Nullable Total groups,
        @Nullable Map<String, FacetCounts> facets,
        List<SearchHit> hits,
        @Nullable List<ContextPassage> passages) {
    private static final int BYTES_BESIDE_TEXT = 600;

    /** About so much memory does it take: texts, and a round number for whatever else. */
    int bytes() {
        long bytes = BYTES_BESIDE_TEXT;
        for (SearchHit hit : hits) {
            PassageView passage = hit.passage();
            bytes += BYTES_BESIDE_TEXT
                    + bytes(hit.title())
                    + bytes(hit.content())
                    + bytes(passage == null ? null : passage.text())
                    + (hit.metadata() == null ? 0 : bytes(hit.metadata().toString()));
        }
        for (ContextPassage passage : passages == null ? List.<ContextPassage>of() : passages) {
            bytes += BYTES_BESIDE_TEXT + bytes(passage.text());
        }
        return (int) Math.min(bytes, Integer.MAX_VALUE);
    }

    private static long bytes(@Nullable String text) {
        return text == null ? 0 : (long) text.length() * Character.BYTES;
    }
}
