package io.trovex.index.search;

import io.trovex.index.engine.DocumentField;
import io.trovex.index.engine.Facet;
import io.trovex.index.engine.IndexView;
import io.trovex.index.engine.MatchedDocuments;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Documents by their source; those without one are a group, too.
 *
 * @param best of each group the first, in their order
 * @param byDocument the group that each of {@code best} stands for
 * @param count how many groups there are
 */
record SourceGroups(List<RankedDocument> best, Map<String, HitGroup> byDocument, long count) {
    static SourceGroups of(IndexView view, MatchedDocuments documents, List<RankedDocument> ranked) {
        Facet sizes = documents.facet(DocumentField.SOURCE, Integer.MAX_VALUE);
        Map<String, Long> sizeOf =
                sizes.values().stream().collect(Collectors.toMap(Facet.Count::value, Facet.Count::count));
        Map<Integer, String> sources =
                view.sources(ranked.stream().map(RankedDocument::number).toList());
        List<RankedDocument> best = new ArrayList<>();
        Map<String, HitGroup> byDocument = new HashMap<>();
        Set<@Nullable String> seen = new HashSet<>();
        for (RankedDocument document : ranked) {
            String source = sources.get(document.number());
            if (seen.add(source)) {
                long size = source == null ? sizes.missing() : sizeOf.getOrDefault(source, 0L);
                best.add(document);
                byDocument.put(document.docId(), new HitGroup(source, size));
            }
        }
        return new SourceGroups(best, byDocument, sizeOf.size() + (sizes.missing() > 0 ? 1 : 0));
    }
}
