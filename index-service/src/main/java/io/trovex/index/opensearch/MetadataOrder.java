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
        int at = 0;
        while (first.size() < size && at < values.size()) {
            int end = together(values, at, size - first.size());
            List<String> terms = values.subList(at, end).stream()
                    .map(count -> prefix + count.value())
                    .toList();
            first.addAll(having(terms, passed, size - first.size()));
            passed.addAll(terms);
            at = end;
        }
        if (first.size() < size) {
            Map<String, ?> without = Map.of(
                    "bool",
                    Map.of(
                            "filter",
                            List.of(documents.members()),
                            "must_not",
                            List.of(Filters.exists(order.field()), Filters.terms(StoredFields.METADATA, passed))));
            first.addAll(documents.matches(without, List.of(), size - first.size()));
        }
        return first;
    }

    /** End of the values whose documents are all wanted, or of the one value of which some are. */
    private static int together(List<Facet.Count> values, int at, int wanted) {
        int end = at + 1;
        long sum = values.get(at).count();
        while (end < values.size() && sum + values.get(end).count() <= wanted) {
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
