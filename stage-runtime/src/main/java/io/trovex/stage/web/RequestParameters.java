package io.trovex.stage.web;

import io.trovex.contracts.Violation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The parameters of a URL, taken one after the other. What is wrong with them is remembered, to be said at once. */
public final class RequestParameters {
    private static final Pattern WHOLE = Pattern.compile("[+-]?\\d+");

    private final Map<String, List<String>> left;
    private final List<Violation> violations = new ArrayList<>();

    public RequestParameters(Map<String, List<String>> parameters) {
        this.left = new LinkedHashMap<>(parameters);
    }

    /** Its value; a violation where it is given more than once. */
    public @Nullable String one(String name) {
        List<String> values = left.remove(name);
        if (values != null && values.size() > 1) {
            violations.add(new Violation(name, "repeated", "is given " + values.size() + " times"));
        }
        return values == null ? null : values.getFirst();
    }

    /** However often it is given. */
    public @Nullable List<@Nullable String> all(String name) {
        List<String> values = left.remove(name);
        return values == null ? null : new ArrayList<>(values);
    }

    /** A whole number; a violation where it is none, or out of range. */
    public @Nullable Integer number(String name) {
        String text = one(name);
        try {
            return text == null ? null : Integer.valueOf(text);
        } catch (NumberFormatException _) {
            boolean isTooLong = WHOLE.matcher(text).matches();
            violations.add(
                    isTooLong
                            ? new Violation(name, "out_of_range", text + " is out of range")
                            : new Violation(name, "not_a_number", "'" + text + "' is no whole number"));
            return null;
        }
    }

    /** A number; a violation where it is none. */
    public @Nullable Double decimal(String name) {
        String text = one(name);
        try {
            return text == null ? null : Double.valueOf(text);
        } catch (NumberFormatException _) {
            violations.add(new Violation(name, "not_a_number", "'" + text + "' is no number"));
            return null;
        }
    }

    /** Repeated, or separated by commas. */
    public <T extends @Nullable Object> @Nullable List<T> several(String name) {
        List<String> values = left.remove(name);
        if (values == null) {
            return null;
        }
        @SuppressWarnings("unchecked")
        List<T> several = (List<T>) values.stream()
                .flatMap(value -> Arrays.stream(value.split(",", -1)))
                .toList();
        return several;
    }

    /** True, also without a value, or false; a violation where it is neither. */
    public @Nullable Boolean flag(String name) {
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

    /** All whose names begin so and go on, by what follows; null if there are none. */
    public @Nullable Map<String, @Nullable Object> after(String beginning) {
        Map<String, @Nullable Object> found = new LinkedHashMap<>();
        for (String name : List.copyOf(left.keySet())) {
            if (name.startsWith(beginning) && name.length() > beginning.length()) {
                found.put(name.substring(beginning.length()), left.remove(name));
            }
        }
        return found.isEmpty() ? null : found;
    }

    /** What has not been taken, in order. */
    public Map<String, List<String>> left() {
        return Collections.unmodifiableMap(left);
    }

    /** Something else that is wrong, to be said with the rest. */
    public void add(Violation violation) {
        violations.add(violation);
    }

    /** @throws ProblemException if something is wrong */
    public void requireValid() {
        if (!violations.isEmpty()) {
            throw ProblemException.invalid(violations);
        }
    }
}
