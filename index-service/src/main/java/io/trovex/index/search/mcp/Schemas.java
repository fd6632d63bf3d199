package io.trovex.index.search.mcp;

import java.util.List;
import java.util.Map;

/** JSON Schemas of arguments. */
final class Schemas {
    private Schemas() {}

    /** With these properties and no others. */
    static Map<String, Object> object(Map<String, Object> properties, String required) {
        return Map.of(
                "type",
                "object",
                "properties",
                properties,
                "required",
                List.of(required),
                "additionalProperties",
                false);
    }

    static Map<String, Object> text(String description) {
        return Map.of("type", "string", "description", description);
    }

    static Map<String, Object> texts(String description) {
        return Map.of("type", "array", "items", Map.of("type", "string"), "description", description);
    }

    /** From 1 on. */
    static Map<String, Object> number(String description, int otherwise, int most) {
        return Map.of(
                "type", "integer", "minimum", 1, "maximum", most, "default", otherwise, "description", description);
    }
}
