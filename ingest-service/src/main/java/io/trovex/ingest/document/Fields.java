package io.trovex.ingest.document;

import io.trovex.contracts.Violation;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Takes fields out of one JSON object and gathers what is wrong with them; a JSON null counts as absent. */
final class Fields {
    private final JsonNode object;
    private final List<Violation> violations = new ArrayList<>();

    Fields(JsonNode object) {
        this.object = object;
    }

    List<Violation> violations() {
        return violations;
    }

    void refuse(String field, String code, String detail) {
        violations.add(new Violation(field, code, detail));
    }

    void allowOnly(Set<String> known) {
        for (String name : object.propertyNames()) {
            if (!known.contains(name)) {
                refuse(
                        name,
                        "unknown_field",
                        "%s is not a field here; known are %s".formatted(name, String.join(", ", known)));
            }
        }
    }

    @Nullable
    JsonNode node(String name) {
        JsonNode node = object.get(name);
        return node == null || node.isNull() ? null : node;
    }

    @Nullable
    String text(String name) {
        JsonNode node = node(name);
        if (node == null) {
            return null;
        }
        if (!node.isString()) {
            wrongType(name, "a string", node);
            return null;
        }
        return encodable(name, node.stringValue());
    }

    @Nullable
    Instant instant(String name) {
        String text = text(name);
        if (text == null) {
            return null;
        }
        try {
            return Instant.parse(text);
        } catch (DateTimeException _) {
            refuse(name, "malformed", "%s must be an RFC 3339 instant such as 2026-11-22T10:15:30Z".formatted(name));
            return null;
        }
    }

    @Nullable
    Long version(String name) {
        JsonNode node = node(name);
        if (node == null) {
            return null;
        }
        if (!node.isIntegralNumber()) {
            wrongType(name, "an integer", node);
            return null;
        }
        if (!node.canConvertToLong() || node.longValue() < 1 || node.longValue() > DocumentRequest.GREATEST_VERSION) {
            refuse(name, "out_of_range", "%s must be from 1 to %d".formatted(name, DocumentRequest.GREATEST_VERSION));
            return null;
        }
        return node.longValue();
    }

    /** The text itself if UTF-8 can carry it; an escaped half of a surrogate pair cannot be. */
    @Nullable
    String encodable(String name, String text) {
        if (StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            return text;
        }
        refuse(name, "malformed", "%s contains half of a surrogate pair".formatted(name));
        return null;
    }

    void wrongType(String name, String expected, JsonNode actual) {
        refuse(name, "wrong_type", "%s must be %s, got %s".formatted(name, expected, typeOf(actual)));
    }

    private static String typeOf(JsonNode node) {
        return switch (node.getNodeType()) {
            case STRING -> "a string";
            case NUMBER -> node.isIntegralNumber() ? "an integer" : "a number";
            case BOOLEAN -> "a boolean";
            case ARRAY -> "a list";
            case NULL -> "null";
            default -> "an object";
        };
    }
}
