package io.trovex.index.filter;

import io.trovex.index.engine.DocumentField;
import io.trovex.index.engine.DocumentFilter;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes a filter as {@link FilterTree} reads it. */
public final class WrittenFilter {
    private static final long FIRST = Instant.parse("0000-01-01T00:00:00Z").toEpochMilli();
    private static final long LAST = Instant.parse("9999-12-31T23:59:59.999Z").toEpochMilli();

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
            case DocumentFilter.Numbers(var field, double least, double most) ->
                range(
                        field,
                        least == Double.NEGATIVE_INFINITY ? null : Math.min(least, Double.MAX_VALUE),
                        most == Double.POSITIVE_INFINITY ? null : Math.max(most, -Double.MAX_VALUE));
            case DocumentFilter.Times(var field, long earliest, long latest) ->
                range(
                        field,
                        earliest == Long.MIN_VALUE ? null : time(earliest),
                        latest == Long.MAX_VALUE ? null : time(latest));
            case DocumentFilter.Phrase _, DocumentFilter.Beginning _ ->
                throw new IllegalArgumentException("a condition in a search's text is no part of its filter");
        };
    }

    private static List<Map<String, Object>> all(List<DocumentFilter> filters) {
        return filters.stream().map(WrittenFilter::of).toList();
    }

    /** With four digits of a year: what lies further away is written as the furthest that has them. */
    private static String time(long millis) {
        return Instant.ofEpochMilli(Math.clamp(millis, FIRST, LAST)).toString();
    }

    private static Map<String, Object> range(DocumentField field, @Nullable Object least, @Nullable Object most) {
        Map<String, Object> bounds = new LinkedHashMap<>();
        if (least != null) {
            bounds.put("gte", least);
        }
        if (most != null) {
            bounds.put("lte", most);
        }
        return bounds.isEmpty()
                ? Map.of("exists", field.wireName())
                : Map.of("range", Map.of(field.wireName(), bounds));
    }
}
