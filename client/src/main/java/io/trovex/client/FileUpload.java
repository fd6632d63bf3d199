package io.trovex.client;

import java.io.FileNotFoundException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * A file to submit: PDF, DOCX, HTML, Markdown or plain text.
 *
 * @param docId absent: the server makes one
 * @param source where the file comes from, as a name to filter by
 * @param metadata of the document; a string, number, boolean or list of strings each
 */
public record FileUpload(
        Path file, @Nullable String docId, @Nullable String source, Map<String, Object> metadata) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** As multipart/form-data; the file is read while it is sent. */
    BodyPublisher body(String boundary) {
        Map<String, String> fields = new LinkedHashMap<>();
        if (docId != null) {
            fields.put("doc_id", docId);
        }
        if (source != null) {
            fields.put("source", source);
        }
        if (!metadata.isEmpty()) {
            fields.put("metadata", JSON.writeValueAsString(metadata));
        }
        StringBuilder head = new StringBuilder();
        fields.forEach((name, value) -> head.append(
                "--%s\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n".formatted(boundary, name, value)));
        head.append(
                "--%s\r\nContent-Disposition: form-data; name=\"file\"; filename=\"%s\"\r\nContent-Type: application/octet-stream\r\n\r\n"
                        .formatted(boundary, name()));
        try {
            return BodyPublishers.concat(
                    utf8(head.toString()), BodyPublishers.ofFile(file), utf8("\r\n--" + boundary + "--\r\n"));
        } catch (FileNotFoundException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    static String boundary() {
        return "trovex-" + UUID.randomUUID();
    }

    /** What would end the quoted name or its line is escaped, as browsers do. */
    private String name() {
        return String.valueOf(file.getFileName())
                .replace("\"", "%22")
                .replace("\r", "%0D")
                .replace("\n", "%0A");
    }

    private static BodyPublisher utf8(String text) {
        return BodyPublishers.ofByteArray(text.getBytes(StandardCharsets.UTF_8));
    }
}
