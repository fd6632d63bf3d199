package io.trovex.index.opensearch;

import io.trovex.index.engine.Facet;
import io.trovex.index.engine.Match;
import io.trovex.index.engine.MetadataTerms;
import io.trovex.index.engine.SortKey;
import io.trovex.index.engine.SortOrder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Sorts documents by a metadata key: walks its values in their order and takes the documents that have them. */
final class MetadataOrder {
    private static final int MOST_AT_A_TIME = 50_000;

    private final OpenSearchMatchedDocuments documents;
    private final SortOrder order;
    private final String prefix;
    private final Comparator<SortKey> byKey;

    private record Sorted(SortKey key, Match match) {}

    MetadataOrder(OpenSearchMatchedDocuments documents, SortOrder order) {
        this.documents = documents;
        this.order = order;
        this.prefix = MetadataTerms.prefix(order.field().key());
        Comparator<SortKey> natural = Comparator.naturalOrder();
        this.byKey = order.descending() ? natural.reversed() : natural;
    }

    List<Match> first(int size) {
        List<Facet.Count> values = documents.counts(order.field()).stream()
                .sorted(Comparator.comparing(count -> SortKey.of(count.value()), byKey))
                .toList();
        List<String> passed = new ArrayList<>();
        List<Match> first = new ArrayList<>();
        int most = size;
        int at = 0;
        while (first.size() < size && at < values.size()) {
            int end = together(values, at, most);
            List<String> terms = values.subList(at, end).stream()
                    .map(count -> prefix + count.value())
                    .toList();
            // all that have one of several values, so that the first of them are among them
            int wanted = size - first.size();
            first.addAll(having(terms, passed, end - at == 1 ? wanted : most).stream()
                    .limit(wanted)
                    .toList());
            passed.addAll(terms);
            at = end;
            // the documents of the next values may all have had their place
            most = Math.min(MOST_AT_A_TIME, 2 * most);
        }
        if (first.size() < size) {
            Map<String, ?> without = Map.of(
                    "bool",
                    Map.of("filter", List.of(documents.members()), "must_not", List.of(Filters.exists(order.field()))));
            first.addAll(documents.matches(without, List.of(), size - first.size()));
        }
        return first;
    }

    /** End of the values that so many documents have at most; of one value at least. */
    private static int together(List<Facet.Count> values, int at, int most) {
        int end = at + 1;
        long sum = values.get(at).count();
        while (end < values.size() && sum + values.get(end).count() <= most) {
            sum += values.get(end).count();
            end++;
        }
        return end;
    }

    private List<Match> having(List<String> terms, List<String> passed, int size) {
        Map<String, ?> query = Map.of(
                "bool",
                Map.of(
                        "filter",
                        List.of(documents.members(), Filters.terms(StoredFields.METADATA, terms)),
                        "must_not",
                        List.of(Filters.terms(StoredFields.METADATA, passed))));
        List<Sorted> sorted = new ArrayList<>();
        JsonNode hits = documents.hits(query, List.of(), List.of(StoredFields.DOC_ID, StoredFields.METADATA), size);
        for (JsonNode hit : hits) {
            key(hit).ifPresent(key -> sorted.add(new Sorted(key, documents.match(hit))));
        }
        return sorted.stream()
                .sorted(Comparator.comparing(Sorted::key, byKey)
                        .thenComparing(each -> each.match().docId()))
                .map(Sorted::match)
                .toList();
    }

    private Optional<SortKey> key(JsonNode hit) {
        List<SortKey> keys = new ArrayList<>();
        for (JsonNode term : hit.path("fields").path(StoredFields.METADATA)) {
            if (term.asString().startsWith(prefix)) {
                keys.add(SortKey.of(term.asString().substring(prefix.length())));
            }
        }
        return keys.stream().min(byKey);
    }
}
