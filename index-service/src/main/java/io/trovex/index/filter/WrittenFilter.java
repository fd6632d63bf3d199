package io.trovex.index.filter;

import io.trovex.index.engine.DocumentField;
import io.trovex.index.engine.DocumentFilter;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes a filter as {@link FilterTree} reads it. */
public final class WrittenFilter {
    private WrittenFilter() {}

    /**
     * The tree of its JSON.
     *
     * @param filter a search's, without the conditions in its text, and not {@link DocumentFilter#NONE}
     */
    public static Map<String, Object> of(DocumentFilter filter) {
        return switch (filter) {
            case DocumentFilter.And(var all) -> Map.of("and", all(all));
            case DocumentFilter.Or(var any) -> Map.of("or", all(any));
            case DocumentFilter.Not(var not) -> Map.of("not", of(not));
            case DocumentFilter.Term(var field, var values) -> Map.of("term", Map.of(field.wireName(), values));
            case DocumentFilter.Exists(var field) -> Map.of("exists", field.wireName());
            case DocumentFilter.Numbers(var field, double least, double most) -> {
                Map<String, Object> bounds = new LinkedHashMap<>();
                if (least != Double.NEGATIVE_INFINITY) {
                    bounds.put("gte", least);
                }
                if (most != Double.POSITIVE_INFINITY) {
                    bounds.put("lte", most);
                }
                yield range(field, bounds);
            }
            case DocumentFilter.Times(var field, long earliest, long latest) -> {
                Map<String, Object> bounds = new LinkedHashMap<>();
                if (earliest != Long.MIN_VALUE) {
                    bounds.put("gte", Instant.ofEpochMilli(earliest).toString());
                }
                if (latest != Long.MAX_VALUE) {
                    bounds.put("lte", Instant.ofEpochMilli(latest).toString());
                }
                yield range(field, bounds);
            }
            case DocumentFilter.Phrase _, DocumentFilter.Beginning _ ->
                throw new IllegalArgumentException("a condition in a search's text is no part of its filter");
        };
    }

    private static List<Map<String, Object>> all(List<DocumentFilter> filters) {
        return filters.stream().map(WrittenFilter::of).toList();
    }

    private static Map<String, Object> range(DocumentField field, Map<String, Object> bounds) {
        return Map.of("range", Map.of(field.wireName(), bounds));
    }
}
