package io.trovex.ingest.document;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads metadata: values are strings, numbers, booleans or lists of strings; a null value counts as absent. */
final class MetadataField {
    private static final String NAME = "metadata";

    private MetadataField() {}

    static Map<String, Object> read(Fields fields) {
        Map<String, Object> metadata = new LinkedHashMap<>();
        JsonNode node = fields.node(NAME);
        if (node == null) {
            return metadata;
        }
        if (!node.isObject()) {
            fields.wrongType(NAME, "an object", node);
            return metadata;
        }
        for (Map.Entry<String, JsonNode> entry : node.properties()) {
            String path = NAME + "." + entry.getKey();
            Object value = value(fields, path, entry.getValue());
            if (fields.encodable(path, entry.getKey()) != null && value != null) {
                metadata.put(entry.getKey(), value);
            }
        }
        return metadata;
    }

    private static @Nullable Object value(Fields fields, String path, JsonNode node) {
        return switch (node.getNodeType()) {
            case NULL -> null;
            case STRING -> fields.encodable(path, node.stringValue());
            case BOOLEAN -> node.booleanValue();
            case NUMBER -> number(fields, path, node);
            case ARRAY -> strings(fields, path, node);
            default -> {
                fields.wrongType(path, "a string, a number, a boolean or a list of strings", node);
                yield null;
            }
        };
    }

    private static @Nullable Number number(Fields fields, String path, JsonNode node) {
        if (node.isIntegralNumber() && node.canConvertToLong()) {
            return node.longValue();
        }
        double value = node.doubleValue();
        if (!Double.isFinite(value)) {
            fields.refuse(path, "out_of_range", "%s does not fit in a float64".formatted(path));
            return null;
        }
        return value;
    }

    private static List<String> strings(Fields fields, String path, JsonNode list) {
        List<String> strings = new ArrayList<>(list.size());
        for (int i = 0; i < list.size(); i++) {
            String element = path + "[" + i + "]";
            if (!list.get(i).isString()) {
                fields.wrongType(element, "a string", list.get(i));
            } else if (fields.encodable(element, list.get(i).stringValue()) != null) {
                strings.add(list.get(i).stringValue());
            }
        }
        return strings;
    }
}
