package io.trovex.validation.record;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Metadata is flat and small: strings, numbers, booleans and lists of strings under plain names. */
final class MetadataRules {
    private static final String FIELD = "metadata";
    private static final Pattern KEY = Pattern.compile("[A-Za-z_][A-Za-z0-9_.-]{0,63}");
    private static final int NUMBER_BYTES = 8;

    private final DocumentLimits limits;

    MetadataRules(DocumentLimits limits) {
        this.limits = limits;
    }

    void check(Map<String, Object> metadata, Violations violations) {
        if (metadata.size() > limits.maxMetadataEntries()) {
            violations.add(
                    FIELD,
                    "too_many",
                    "must have at most %d fields, got %d".formatted(limits.maxMetadataEntries(), metadata.size()));
        }
        long bytes = 0;
        for (Map.Entry<String, Object> entry : metadata.entrySet()) {
            String key = entry.getKey();
            String field = FIELD + "." + key;
            if (!KEY.matcher(key).matches()) {
                violations.add(
                        FIELD,
                        "malformed",
                        "must have keys that match %s, got %s".formatted(KEY, Violations.quoted(key)));
                field = FIELD;
            }
            bytes += utf8Length(key) + check(field, entry.getValue(), violations);
        }
        if (bytes > limits.maxMetadataBytes()) {
            violations.add(
                    FIELD, "too_large", "must be at most %d bytes, got %d".formatted(limits.maxMetadataBytes(), bytes));
        }
    }

    /** @return the value's size in bytes */
    private static long check(String field, @Nullable Object value, Violations violations) {
        return switch (value) {
            case String text -> checkText(field, text, violations);
            case Boolean _ -> 1;
            case Number number -> checkNumber(field, number, violations);
            case List<?> list -> checkList(field, list, violations);
            case null -> wrongType(field, "null", violations);
            case Map<?, ?> _ -> wrongType(field, "an object", violations);
            default -> wrongType(field, value.getClass().getSimpleName(), violations);
        };
    }

    private static long checkList(String field, List<?> list, Violations violations) {
        long bytes = 0;
        for (int i = 0; i < list.size(); i++) {
            String element = "%s[%d]".formatted(field, i);
            if (list.get(i) instanceof String text) {
                bytes += checkText(element, text, violations);
            } else {
                violations.add(element, "wrong_type", "must be a string, as every element of a list");
            }
        }
        return bytes;
    }

    private static long checkText(String field, String text, Violations violations) {
        CharacterRules.checkText(field, text, violations);
        return utf8Length(text);
    }

    private static long checkNumber(String field, Number number, Violations violations) {
        if (!Double.isFinite(number.doubleValue())
                || (number instanceof BigInteger integer && integer.bitLength() >= Long.SIZE)) {
            violations.add(field, "out_of_range", "must fit in 64 bits");
        }
        return NUMBER_BYTES;
    }

    private static long wrongType(String field, String actual, Violations violations) {
        violations.add(
                field, "wrong_type", "must be a string, a number, a boolean or a list of strings, got " + actual);
        return 0;
    }

    private static long utf8Length(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
