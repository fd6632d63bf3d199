package io.trovex.index.opensearch;

import io.trovex.index.engine.DocumentField;
import io.trovex.index.engine.Facet;
import io.trovex.index.engine.Match;
import io.trovex.index.engine.MatchedDocuments;
import io.trovex.index.engine.MetadataTerms;
import io.trovex.index.engine.SortOrder;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A query for the documents of a set: those that words find, and those that were added by their ids. */
final class OpenSearchMatchedDocuments implements MatchedDocuments {
    private static final int VALUES = 1_000;
    private static final int MOST_VALUES_AT_A_TIME = 20_000;

    private static final Comparator<Facet.Count> MOST_FIRST =
            Comparator.comparingLong(Facet.Count::count).reversed().thenComparing(Facet.Count::value);

    private final PointInTime moment;
    private final Numbering numbering;
    private final @Nullable Map<String, ?> query;
    private final Set<String> added = new LinkedHashSet<>();

    OpenSearchMatchedDocuments(PointInTime moment, Numbering numbering, @Nullable Map<String, ?> query) {
        this.moment = moment;
        this.numbering = numbering;
        this.query = query;
    }

    @Override
    public void add(Collection<Match> matches) {
        matches.forEach(match -> added.add(match.docId()));
    }

    @Override
    public int count() {
        return moment.search(Map.of("size", 0, "track_total_hits", true, "query", members()))
                .path("hits")
                .path("total")
                .path("value")
                .asInt();
    }

    @Override
    public Facet facet(DocumentField field, int size) {
        List<Facet.Count> counts = counts(field);
        List<Facet.Count> values =
                counts.stream().sorted(MOST_FIRST).limit(size).toList();
        return new Facet(values, counts.size() - values.size(), without(field));
    }

    /** Reads the values of every document where one has several: no aggregation tells which of them is the first. */
    @Override
    public Facet groups(DocumentField field) {
        Facet all = facet(field, Integer.MAX_VALUE);
        long counted = all.values().stream().mapToLong(Facet.Count::count).sum() + all.missing();
        if (field.kind() != DocumentField.Kind.METADATA || counted == count()) {
            return all;
        }
        String prefix = MetadataTerms.prefix(field.key());
        Map<String, Long> first = new HashMap<>();
        Map<String, ?> having = Filters.bool("filter", List.of(members(), Filters.exists(field)));
        moment.each(
                having,
                List.of(StoredFields.METADATA),
                fields -> fields.path(StoredFields.METADATA)
                        .valueStream()
                        .map(JsonNode::asString)
                        .filter(value -> value.startsWith(prefix))
                        .findFirst()
                        .ifPresent(value -> first.merge(value.substring(prefix.length()), 1L, Long::sum)));
        List<Facet.Count> values = first.entrySet().stream()
                .map(each -> new Facet.Count(each.getKey(), each.getValue()))
                .sorted(MOST_FIRST)
                .toList();
        return new Facet(values, 0, all.missing());
    }

    private long without(DocumentField field) {
        Map<String, ?> without =
                Map.of("bool", Map.of("filter", List.of(members()), "must_not", List.of(Filters.exists(field))));
        return moment.search(Map.of("size", 0, "track_total_hits", true, "query", without))
                .path("hits")
                .path("total")
                .path("value")
                .asLong();
    }

    @Override
    public boolean goesOn(SortOrder order) {
        return order.field().kind() != DocumentField.Kind.METADATA;
    }

    @Override
    public List<Match> next(SortOrder order, @Nullable Match after, int size) {
        if (!goesOn(order)) {
            return new MetadataOrder(this, order).first(size);
        }
        Map<String, ?> by = Map.of("order", order.descending() ? "desc" : "asc", "missing", "_last");
        List<Map<String, ?>> byField = List.of(Map.of(Filters.name(order.field()), by));
        Map<String, Object> body = sorted(members(), byField, List.of(StoredFields.DOC_ID), size);
        if (after != null) {
            body.put("search_after", place(after, byField));
        }
        List<Match> next = new ArrayList<>();
        moment.hits(body).forEach(hit -> next.add(match(hit)));
        return next;
    }

    /** By what the document itself is sorted. */
    private JsonNode place(Match match, List<Map<String, ?>> order) {
        Map<String, ?> itself = Filters.terms(StoredFields.DOC_ID, List.of(match.docId()));
        return moment.hits(sorted(itself, order, List.of(), 1)).path(0).path("sort");
    }

    /** Of those that the query finds, in that order and then of their ids. */
    List<Match> matches(Map<String, ?> query, List<Map<String, ?>> order, int size) {
        List<Match> matches = new ArrayList<>();
        for (JsonNode hit : hits(query, order, List.of(StoredFields.DOC_ID), size)) {
            matches.add(match(hit));
        }
        return matches;
    }

    JsonNode hits(Map<String, ?> query, List<Map<String, ?>> order, List<String> fields, int size) {
        return moment.hits(sorted(query, order, fields, size));
    }

    private static Map<String, Object> sorted(
            Map<String, ?> query, List<Map<String, ?>> order, List<String> fields, int size) {
        List<Map<String, ?>> sort = new ArrayList<>(order);
        sort.add(Map.of(StoredFields.DOC_ID, "asc"));
        return new HashMap<>(
                Map.of("size", size, "query", query, "_source", false, "docvalue_fields", fields, "sort", sort));
    }

    Match match(JsonNode hit) {
        String docId = OpenSearchView.docId(hit);
        return new Match(numbering.number(docId), docId, 0, -1);
    }

    /** All values, however many there are, in the order of their texts. */
    List<Facet.Count> counts(DocumentField field) {
        boolean isMetadata = field.kind() == DocumentField.Kind.METADATA;
        String prefix = isMetadata ? MetadataTerms.prefix(field.key()) : "";
        Map<String, ?> source = Map.of("value", Map.of("terms", Map.of("field", Filters.name(field))));
        List<Facet.Count> counts = new ArrayList<>();
        // no term is the key alone, and the next one after it is the key's first
        String last = isMetadata ? field.key() : null;
        for (int size = VALUES; ; size = MOST_VALUES_AT_A_TIME) {
            Map<String, Object> values = new HashMap<>(Map.of("size", size, "sources", List.of(source)));
            if (last != null) {
                values.put("after", Map.of("value", last));
            }
            JsonNode buckets = moment.search(Map.of(
                            "size", 0, "query", members(), "aggs", Map.of("values", Map.of("composite", values))))
                    .path("aggregations")
                    .path("values")
                    .path("buckets");
            for (JsonNode bucket : buckets) {
                last = bucket.path("key").path("value").asString();
                if (!last.startsWith(prefix)) {
                    return counts;
                }
                counts.add(new Facet.Count(
                        last.substring(prefix.length()),
                        bucket.path("doc_count").asLong()));
            }
            if (buckets.size() < size) {
                return counts;
            }
        }
    }

    Map<String, ?> members() {
        List<Map<String, ?>> any = new ArrayList<>();
        if (query != null) {
            any.add(query);
        }
        any.add(Filters.terms(StoredFields.DOC_ID, List.copyOf(added)));
        return Map.of("bool", Map.of("filter", List.of(Filters.DOCUMENTS, Filters.bool("should", any))));
    }
}
