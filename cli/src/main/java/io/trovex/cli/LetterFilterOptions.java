package io.trovex.cli;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that narrow down dead letters. */
final class LetterFilterOptions {
    @Option(
            names = "--stage",
            paramLabel = "STAGE",
            description = "validation, embedding, index or feedback; index.GENERATION means one generation's.")
    private @Nullable String stage;

    @Option(names = "--topic", paramLabel = "TOPIC", description = "The topic whose records they were.")
    private @Nullable String topic;

    @Option(names = "--fingerprint", paramLabel = "HEX", description = "Their cause; `trovex dlq groups` lists causes.")
    private @Nullable String fingerprint;

    @Option(names = "--doc", paramLabel = "ID", description = "Of one document.")
    private @Nullable String docId;

    @Option(names = "--older-than", paramLabel = "AGE", description = "90m, 24h, 7d, or an RFC 3339 instant.")
    private @Nullable String olderThan;

    @Option(names = "--newer-than", paramLabel = "AGE", description = "90m, 24h, 7d, or an RFC 3339 instant.")
    private @Nullable String newerThan;

    @Option(
            names = "--state",
            paramLabel = "STATE",
            description = "open, redriven, discarded, superseded, quarantined, or several with commas (default: open).")
    private @Nullable String state;

    /** As fields of a request; the state is {@code open} unless given. */
    Map<String, String> fields() {
        Map<String, String> fields = new LinkedHashMap<>();
        put(fields, "stage", stage);
        put(fields, "topic", topic);
        put(fields, "fingerprint", fingerprint);
        put(fields, "doc_id", docId);
        put(fields, "older_than", olderThan);
        put(fields, "newer_than", newerThan);
        fields.put("state", state == null ? "open" : state);
        return fields;
    }

    /** Whether nothing but the state is narrowed. */
    boolean isEmpty() {
        return fields().size() == 1;
    }

    String query() {
        return fields().entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private static void put(Map<String, String> fields, String name, @Nullable String value) {
        if (value != null) {
            fields.put(name, value);
        }
    }
}
