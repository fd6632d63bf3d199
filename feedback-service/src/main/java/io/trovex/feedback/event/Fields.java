package io.trovex.feedback.event;

import io.trovex.contracts.Violation;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.List;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Takes fields out of one JSON object and gathers what is wrong with them; null and blank text count as absent. */
final class Fields {
    private static final int LONGEST_TIME = 64;

    private final String path;
    private final JsonNode object;
    private final List<Violation> violations;

    /** @param path of the object, empty for the root */
    Fields(String path, JsonNode object, List<Violation> violations) {
        this.path = path;
        this.object = object;
        this.violations = violations;
    }

    @Nullable
    JsonNode node(String name) {
        JsonNode node = object.get(name);
        return node == null || node.isNull() ? null : node;
    }

    /** Absent if there is none or it is no object, which is told. */
    @Nullable
    Fields object(String name) {
        JsonNode node = node(name);
        if (node != null && !node.isObject()) {
            refuse(name, "wrong_type", "must be an object");
            return null;
        }
        return node == null ? null : new Fields(at(name), node, violations);
    }

    /** One line. */
    @Nullable
    String text(String name, int longest) {
        return text(name, longest, Character::isISOControl);
    }

    /** Any number of lines. */
    @Nullable
    String lines(String name, int longest) {
        return text(
                name, longest, character -> Character.isISOControl(character) && !Character.isWhitespace(character));
    }

    private @Nullable String text(String name, int longest, IntPredicate refused) {
        JsonNode node = node(name);
        if (node == null) {
            return null;
        }
        if (!node.isString()) {
            refuse(name, "wrong_type", "must be a string");
            return null;
        }
        String text = node.stringValue();
        if (text.length() > longest) {
            refuse(name, "too_long", "must have at most %d characters, got %d".formatted(longest, text.length()));
        } else if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)
                || text.chars().anyMatch(refused)) {
            refuse(name, "malformed", "must not contain control characters or halves of surrogate pairs");
        }
        return text.isBlank() ? null : text;
    }

    /** {@code value} itself; an absent one is told, unless it is absent for being of the wrong type. */
    String required(String name, @Nullable String value) {
        if (value == null) {
            JsonNode node = node(name);
            if (node == null) {
                refuse(name, "required", "is required");
            } else if (node.isString()) {
                refuse(name, "blank", "must not be blank");
            }
            return "";
        }
        return value;
    }

    /** A time without a zone is UTC: one of UBI's own examples has none. */
    @Nullable
    Instant instant(String name, Instant earliest, Instant latest) {
        String text = text(name, LONGEST_TIME);
        if (text == null) {
            return null;
        }
        try {
            TemporalAccessor time =
                    DateTimeFormatter.ISO_DATE_TIME.parseBest(text, OffsetDateTime::from, LocalDateTime::from);
            Instant instant =
                    time instanceof LocalDateTime local ? local.toInstant(ZoneOffset.UTC) : Instant.from(time);
            if (instant.isBefore(earliest) || instant.isAfter(latest)) {
                refuse(name, "out_of_range", "must be from %s to %s".formatted(earliest, latest));
            }
            return instant;
        } catch (DateTimeException _) {
            refuse(name, "malformed", "must be an ISO 8601 instant such as 2026-11-22T10:15:30Z");
            return null;
        }
    }

    /** Counts from 1. */
    @Nullable
    Integer ordinal(String name) {
        JsonNode node = node(name);
        if (node == null) {
            return null;
        }
        if (!node.isIntegralNumber()) {
            refuse(name, "wrong_type", "must be an integer");
            return null;
        }
        if (!node.canConvertToInt() || node.intValue() < 1) {
            refuse(name, "out_of_range", "must be from 1 to %d".formatted(Integer.MAX_VALUE));
            return null;
        }
        return node.intValue();
    }

    private void refuse(String name, String code, String detail) {
        violations.add(new Violation(at(name), code, at(name) + " " + detail));
    }

    private String at(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }
}
