package io.trovex.validation.record;

import io.trovex.contracts.Violation;
import java.util.ArrayList;
import java.util.List;

/** Gathers what is wrong with one document. */
final class Violations {
    private static final int LONGEST_QUOTE = 60;

    private final List<Violation> found = new ArrayList<>();

    /** @param predicate what the field must be and what it is; the field's name goes in front */
    void add(String field, String code, String predicate) {
        found.add(new Violation(field, code, field + " " + predicate));
    }

    List<Violation> found() {
        return List.copyOf(found);
    }

    /** A value as a detail may repeat it: short, printable ASCII. */
    static String quoted(String value) {
        StringBuilder quote = new StringBuilder("'");
        value.chars().limit(LONGEST_QUOTE).forEach(c -> {
            if (c < ' ' || c > '~') {
                quote.append("\\u%04x".formatted(c));
            } else {
                quote.append((char) c);
            }
        });
        return quote.append(value.length() > LONGEST_QUOTE ? "…'" : "'").toString();
    }
}
