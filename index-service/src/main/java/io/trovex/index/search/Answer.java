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
    private static final int BYTES_OF_A_HIT = 1_000;

    /** About so much memory does it take: its texts, and a round number for the objects of each hit. */
    int bytes() {
        long characters = text(facets) + text(notices);
        for (SearchHit hit : hits) {
            PassageView passage = hit.passage();
            characters += length(hit.title())
                    + length(hit.content())
                    + length(passage == null ? null : passage.text())
                    + text(passage == null ? null : passage.highlights())
                    + text(hit.metadata())
                    + text(hit.explanation());
        }
        for (ContextPassage passage : passages == null ? List.<ContextPassage>of() : passages) {
            characters += BYTES_OF_A_HIT + length(passage.text());
        }
        long bytes = characters * Character.BYTES + (1L + hits.size()) * BYTES_OF_A_HIT;
        return (int) Math.min(bytes, Integer.MAX_VALUE / 2);
    }

    private static long text(@Nullable Object small) {
        return small == null ? 0 : small.toString().length();
    }

    private static long length(@Nullable String text) {
        return text == null ? 0 : text.length();
    }
}
