package io.trovex.index.search.web;

import io.trovex.contracts.Violation;
import io.trovex.stage.web.ProblemException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads a {@link SearchQuestion} from the parameters of a URL. */
final class SearchParameters {
    private static final String METADATA = "metadata.";

    private final Map<String, List<String>> parameters;
    private final List<Violation> violations = new ArrayList<>();

    private SearchParameters(Map<String, List<String>> parameters) {
        this.parameters = new LinkedHashMap<>(parameters);
    }

    static SearchQuestion question(Map<String, List<String>> parameters) {
        return new SearchParameters(parameters).question();
    }

    private SearchQuestion question() {
        String shortQuery = one("q");
        String query = one("query");
        SearchQuestion question = new SearchQuestion(
                shortQuery == null ? query : shortQuery,
                one("mode"),
                number("size"),
                number("offset"),
                all("source"),
                one("language"),
                one("from"),
                one("to"),
                metadata(),
                null,
                one("fusion"),
                one("more_like"),
                flag("explain"),
                decimal("min_score"),
                one("sort"),
                several("facet"),
                one("group_by"),
                several("fields"),
                number("max_tokens"),
                one("cursor"),
                one("client_id"),
                new LinkedHashMap<>(parameters));
        if (!violations.isEmpty()) {
            throw ProblemException.invalid(violations);
        }
        return question;
    }

    private @Nullable String one(String name) {
        List<String> values = parameters.remove(name);
        if (values != null && values.size() > 1) {
            violations.add(new Violation(name, "repeated", "is given " + values.size() + " times"));
        }
        return values == null ? null : values.getFirst();
    }

    private @Nullable List<@Nullable String> all(String name) {
        List<String> values = parameters.remove(name);
        return values == null ? null : new ArrayList<>(values);
    }

    private @Nullable Integer number(String name) {
        String text = one(name);
        try {
            return text == null ? null : Integer.valueOf(text);
        } catch (NumberFormatException _) {
            violations.add(new Violation(name, "not_a_number", "'" + text + "' is no whole number"));
            return null;
        }
    }

    private @Nullable Double decimal(String name) {
        String text = one(name);
        try {
            return text == null ? null : Double.valueOf(text);
        } catch (NumberFormatException _) {
            violations.add(new Violation(name, "not_a_number", "'" + text + "' is no number"));
            return null;
        }
    }

    /** Repeated, or separated by commas. */
    private <T extends @Nullable Object> @Nullable List<T> several(String name) {
        List<String> values = parameters.remove(name);
        if (values == null) {
            return null;
        }
        @SuppressWarnings("unchecked")
        List<T> several = (List<T>) values.stream()
                .flatMap(value -> Arrays.stream(value.split(",", -1)))
                .toList();
        return several;
    }

    private @Nullable Boolean flag(String name) {
        String text = one(name);
        return switch (text) {
            case "true", "" -> Boolean.TRUE;
            case "false" -> Boolean.FALSE;
            case null -> null;
            default -> {
                violations.add(new Violation(name, "not_a_boolean", "'" + text + "' is neither true nor false"));
                yield null;
            }
        };
    }

    private Map<String, @Nullable Object> metadata() {
        Map<String, @Nullable Object> metadata = new LinkedHashMap<>();
        for (String name : List.copyOf(parameters.keySet())) {
            if (name.startsWith(METADATA) && name.length() > METADATA.length()) {
                metadata.put(name.substring(METADATA.length()), parameters.remove(name));
            }
        }
        return metadata;
    }
}
