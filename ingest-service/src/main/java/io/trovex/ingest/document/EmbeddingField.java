package io.trovex.ingest.document;

import io.trovex.contracts.Vector;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads an embedding: a list of numbers, or base64 of little-endian float32. Whether its model makes vectors of that
 * length, the validation judges.
 */
final class EmbeddingField {
    private static final String NAME = "embedding";

    private final Supplier<Set<Integer>> dimensions;

    EmbeddingField(Supplier<Set<Integer>> dimensions) {
        this.dimensions = dimensions;
    }

    @Nullable
    Vector read(Fields fields) {
        JsonNode node = fields.node(NAME);
        if (node == null) {
            return null;
        }
        if (node.isString()) {
            return fromBase64(fields, node.stringValue());
        }
        if (node.isArray()) {
            return fromNumbers(fields, node);
        }
        fields.wrongType(NAME, "a list of numbers or a base64 string", node);
        return null;
    }

    private @Nullable Vector fromBase64(Fields fields, String base64) {
        try {
            Vector vector = Vector.fromBase64(base64);
            return hasDimension(fields, vector.dimension()) ? vector : null;
        } catch (IllegalArgumentException _) {
            fields.refuse(NAME, "malformed", "embedding must be base64 of little-endian float32 values");
            return null;
        }
    }

    private @Nullable Vector fromNumbers(Fields fields, JsonNode list) {
        if (!hasDimension(fields, list.size())) {
            return null;
        }
        float[] components = new float[list.size()];
        for (int i = 0; i < components.length; i++) {
            JsonNode number = list.get(i);
            if (!number.isNumber()) {
                fields.wrongType("embedding[" + i + "]", "a number", number);
                return null;
            }
            components[i] = (float) number.doubleValue();
            if (!Float.isFinite(components[i])) {
                fields.refuse("embedding[" + i + "]", "out_of_range", "embedding[" + i + "] does not fit in a float32");
                return null;
            }
        }
        return Vector.of(components);
    }

    private boolean hasDimension(Fields fields, int actual) {
        Set<Integer> allowed = dimensions.get();
        if (allowed.isEmpty() || allowed.contains(actual)) {
            return true;
        }
        String expected = allowed.stream().sorted().map(String::valueOf).collect(Collectors.joining(" or "));
        fields.refuse(NAME, "dimension", "embedding must have %s components, got %d".formatted(expected, actual));
        return false;
    }
}
