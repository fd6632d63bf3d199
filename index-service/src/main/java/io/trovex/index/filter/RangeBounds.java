package io.trovex.index.filter;

import io.trovex.contracts.Violation;
import io.trovex.index.engine.DocumentField;
import io.trovex.index.engine.DocumentFilter;
import io.trovex.index.engine.SpelledValues;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads {@code {"gte": …, "lt": …}}: numbers, or times as text. */
final class RangeBounds {
    private final String path;
    private final List<Violation> violations;
    private final int before;

    private double least = Double.NEGATIVE_INFINITY;
    private double most = Double.POSITIVE_INFINITY;
    private long earliest = Long.MIN_VALUE;
    private long latest = Long.MAX_VALUE;
    private boolean hasNumber;
    private boolean hasTime;

    RangeBounds(String path, List<Violation> violations) {
        this.path = path;
        this.violations = violations;
        this.before = violations.size();
    }

    DocumentFilter filter(DocumentField field, @Nullable Object node) {
        if (!(node instanceof Map<?, ?> bounds) || bounds.isEmpty()) {
            return refuse("", "wrong_type", "an object with one or two of gt, gte, lt, lte");
        }
        bounds.forEach((name, value) -> bound(field, String.valueOf(name), value));
        if (bounds.keySet().containsAll(List.of("gt", "gte")) || bounds.keySet().containsAll(List.of("lt", "lte"))) {
            return refuse("", "ambiguous", "one lower and one upper bound, not two of a kind");
        }
        if (hasNumber && hasTime) {
            return refuse("", "wrong_type", "both bounds are numbers, or both are times");
        }
        if (violations.size() > before) {
            return DocumentFilter.NONE;
        }
        return hasTime
                ? new DocumentFilter.Times(field, earliest, latest)
                : new DocumentFilter.Numbers(field, least, most);
    }

    private void bound(DocumentField field, String name, @Nullable Object value) {
        if (!List.of("gt", "gte", "lt", "lte").contains(name)) {
            refuse("." + name, "unknown_bound", "'%s' is none of gt, gte, lt, lte".formatted(name));
            return;
        }
        Optional<Instant> time = value instanceof String text ? SpelledValues.time(text) : Optional.empty();
        if (time.isPresent()) {
            hasTime = true;
            bound(name, Instants.millis(time.get()));
        } else if (value instanceof Number number && !field.equals(DocumentField.TIMESTAMP)) {
            hasNumber = true;
            bound(name, number);
        } else {
            refuse(
                    "." + name,
                    "bad_bound",
                    field.equals(DocumentField.TIMESTAMP)
                            ? "a time like 2026-01-31T12:00:00Z or 2026-01-31"
                            : "a number, or a time like 2026-01-31T12:00:00Z or 2026-01-31");
        }
    }

    private void bound(String name, Number number) {
        double value = number.doubleValue();
        if (!Double.isFinite(value)) {
            refuse("." + name, "bad_bound", "a number that a 64-bit float can hold");
            return;
        }
        switch (name) {
            case "gt" -> least = Math.nextUp(value);
            case "gte" -> least = value;
            case "lt" -> most = Math.nextDown(value);
            default -> most = value;
        }
    }

    private void bound(String name, long millis) {
        switch (name) {
            case "gt" -> earliest = millis == Long.MAX_VALUE ? millis : millis + 1;
            case "gte" -> earliest = millis;
            case "lt" -> latest = millis == Long.MIN_VALUE ? millis : millis - 1;
            default -> latest = millis;
        }
    }

    private DocumentFilter refuse(String below, String code, String detail) {
        violations.add(new Violation(path + below, code, detail));
        return DocumentFilter.NONE;
    }
}
