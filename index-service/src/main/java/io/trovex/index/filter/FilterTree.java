package io.trovex.index.filter;

import io.trovex.contracts.Violation;
import io.trovex.index.engine.DocumentField;
import io.trovex.index.engine.DocumentFilter;
import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads a filter from its JSON: {@code term}, {@code range}, {@code exists}, {@code and}, {@code or}, {@code not}. What
 * is wrong becomes violations, each under the path of its place; the filter is of use only if there are none.
 */
public final class FilterTree {
    static final int DEEPEST = 16;
    public static final int MOST_CONDITIONS = 256;
    public static final int MOST_VALUES = 1_000;

    private static final DocumentFilter UNREADABLE = DocumentFilter.NONE;

    private final List<Violation> violations;
    private final int deepest;
    private final int mostConditions;
    private final int mostValues;
    private int conditions;
    private int values;

    /** @param violations that what is wrong is added to */
    public FilterTree(List<Violation> violations) {
        this(violations, DEEPEST, MOST_CONDITIONS, MOST_VALUES);
    }

    private FilterTree(List<Violation> violations, int deepest, int mostConditions, int mostValues) {
        this.violations = violations;
        this.deepest = deepest;
        this.mostConditions = mostConditions;
        this.mostValues = mostValues;
    }

    /** Without limits, for what was a search's filter already: it may have been put together from several. */
    public static FilterTree ofWritten(List<Violation> violations) {
        return new FilterTree(violations, Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE);
    }

    public DocumentFilter filter(Object tree) {
        return filter("filter", tree, 1);
    }

    private DocumentFilter filter(String path, @Nullable Object node, int depth) {
        if (depth > deepest) {
            return refuse(path, "too_deep", "conditions nest at most %d deep".formatted(deepest));
        }
        if (++conditions > mostConditions) {
            // said once, however many there are
            return conditions == mostConditions + 1
                    ? refuse(path, "too_many", "a filter has at most %d conditions".formatted(mostConditions))
                    : UNREADABLE;
        }
        Map.Entry<String, @Nullable Object> only = only(path, node, "one of and, or, not, term, range, exists");
        if (only == null) {
            return UNREADABLE;
        }
        String at = path + "." + only.getKey();
        Object value = only.getValue();
        return switch (only.getKey()) {
            case "and" -> new DocumentFilter.And(filters(at, value, depth));
            case "or" -> new DocumentFilter.Or(filters(at, value, depth));
            case "not" -> new DocumentFilter.Not(filter(at, value, depth + 1));
            case "term" -> term(at, value);
            case "range" -> range(at, value);
            case "exists" -> exists(at, value);
            default ->
                refuse(at, "unknown_condition", "'%s' is none of and, or, not, term, range, exists".formatted(at));
        };
    }

    private List<DocumentFilter> filters(String path, @Nullable Object node, int depth) {
        if (!(node instanceof List<?> list) || list.isEmpty()) {
            refuse(path, "wrong_type", "a list of one or more conditions");
            return List.of();
        }
        List<DocumentFilter> filters = new ArrayList<>();
        for (int i = 0; i < list.size() && conditions <= mostConditions; i++) {
            filters.add(filter(path + "[" + i + "]", list.get(i), depth + 1));
        }
        return filters;
    }

    private DocumentFilter term(String path, @Nullable Object node) {
        Map.Entry<String, @Nullable Object> only = only(path, node, "one field with a value, or a list of them");
        if (only == null) {
            return UNREADABLE;
        }
        String at = path + "." + only.getKey();
        Optional<DocumentField> field = field(at, only.getKey());
        List<?> alternatives = only.getValue() instanceof List<?> list ? list : one(only.getValue());
        values += alternatives.size();
        if (alternatives.isEmpty() || !alternatives.stream().allMatch(FilterTree::isScalar)) {
            return refuse(at, "wrong_type", "a string, number or boolean, or a list of them");
        }
        if (values > mostValues) {
            return refuse(at, "too_many", "a filter has at most %d values".formatted(mostValues));
        }
        if (field.filter(DocumentField.TIMESTAMP::equals).isPresent()) {
            return refuse(at, "unsupported_field", "a timestamp is filtered by range");
        }
        List<String> texts = alternatives.stream().map(String::valueOf).toList();
        return field.<DocumentFilter>map(named -> new DocumentFilter.Term(named, texts))
                .orElse(UNREADABLE);
    }

    private DocumentFilter range(String path, @Nullable Object node) {
        Map.Entry<String, @Nullable Object> only = only(path, node, "one field with gt, gte, lt, lte");
        if (only == null) {
            return UNREADABLE;
        }
        String at = path + "." + only.getKey();
        Optional<DocumentField> field = field(at, only.getKey());
        if (field.isEmpty()) {
            return UNREADABLE;
        }
        return switch (field.get().kind()) {
            case TIMESTAMP, METADATA -> new RangeBounds(at, violations).filter(field.get(), only.getValue());
            default -> refuse(at, "unsupported_field", "a range is of timestamp, or of metadata.KEY");
        };
    }

    private DocumentFilter exists(String path, @Nullable Object node) {
        if (!(node instanceof String name)) {
            return refuse(path, "wrong_type", "the name of a field");
        }
        return field(path, name).<DocumentFilter>map(DocumentFilter.Exists::new).orElse(UNREADABLE);
    }

    private Optional<DocumentField> field(String path, String name) {
        Optional<DocumentField> field = DocumentField.named(name);
        if (field.isEmpty()) {
            refuse(
                    path,
                    "unknown_field",
                    "'%s' is none of doc_id, source, language, timestamp, metadata.KEY".formatted(name));
        }
        return field;
    }

    /** The one property of an object; null, and a violation, where there is not exactly one. */
    private Map.@Nullable Entry<String, @Nullable Object> only(String path, @Nullable Object node, String expected) {
        if (node instanceof Map<?, ?> object && object.size() == 1) {
            Map.Entry<?, ?> entry = object.entrySet().iterator().next();
            return new AbstractMap.SimpleEntry<>(String.valueOf(entry.getKey()), entry.getValue());
        }
        refuse(path, "wrong_type", "an object with exactly " + expected);
        return null;
    }

    private static List<?> one(@Nullable Object value) {
        return value == null ? List.of() : List.of(value);
    }

    private static boolean isScalar(@Nullable Object value) {
        return value instanceof String || value instanceof Number || value instanceof Boolean;
    }

    private DocumentFilter refuse(String path, String code, String detail) {
        violations.add(new Violation(path, code, detail));
        return UNREADABLE;
    }
}
