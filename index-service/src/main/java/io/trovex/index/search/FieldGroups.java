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
 * Documents by their value of a field, of several values the first; those without one are a group, too.
 *
 * @param best of each group the first, in their order
 * @param byDocument the group that each of {@code best} stands for
 * @param count how many groups there are
 */
record FieldGroups(List<RankedDocument> best, Map<String, HitGroup> byDocument, long count) {
    static FieldGroups of(
            IndexView view, MatchedDocuments documents, DocumentField field, List<RankedDocument> ranked) {
        Facet sizes = documents.groups(field);
        Map<String, Long> sizeOf =
                sizes.values().stream().collect(Collectors.toMap(Facet.Count::value, Facet.Count::count));
        Map<Integer, String> values =
                view.values(field, ranked.stream().map(RankedDocument::number).toList());
        List<RankedDocument> best = new ArrayList<>();
        Map<String, HitGroup> byDocument = new HashMap<>();
        Set<@Nullable String> seen = new HashSet<>();
        for (RankedDocument document : ranked) {
            String value = values.get(document.number());
            if (seen.add(value)) {
                long size = value == null ? sizes.missing() : sizeOf.getOrDefault(value, 0L);
                best.add(document);
                byDocument.put(document.docId(), new HitGroup(value, size));
            }
        }
        return new FieldGroups(best, byDocument, sizeOf.size() + (sizes.missing() > 0 ? 1 : 0));
    }
}
