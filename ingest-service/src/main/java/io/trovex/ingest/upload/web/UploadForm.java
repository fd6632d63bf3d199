package io.trovex.ingest.upload.web;

import io.trovex.contracts.Violation;
import io.trovex.ingest.document.DocumentReader;
import io.trovex.ingest.document.DocumentRequest;
import io.trovex.ingest.document.Reading;
import io.trovex.ingest.upload.FileName;
import io.trovex.stage.web.ProblemException;
import jakarta.servlet.http.Part;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a client wants done with its files.
 *
 * @param fields of every document that comes of them
 * @param json of the fields, as they came
 */
record UploadForm(DocumentRequest fields, String json, List<UploadedFile> files) {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Set<String> TEXTS = Set.of("doc_id", "title", "source", "timestamp");
    private static final Set<String> OF_ONE_FILE = Set.of("doc_id", "title", "version");
    private static final int LONGEST_FIELD = 64 << 10;

    /** @throws ProblemException 422 with everything that is wrong; the rules are those of a document's JSON */
    static UploadForm read(Collection<Part> parts, DocumentReader reader) throws IOException {
        List<UploadedFile> files = new ArrayList<>();
        List<Violation> violations = new ArrayList<>();
        ObjectNode document = JSON.createObjectNode();
        for (Part part : parts) {
            if (part.getSubmittedFileName() != null) {
                files.add(new UploadedFile(FileName.of(part.getSubmittedFileName()), part));
            } else {
                field(part, document, violations);
            }
        }
        if (files.isEmpty()) {
            violations.add(new Violation("file", "required", "a part with a file name is required"));
        }
        if (files.size() > 1) {
            OF_ONE_FILE.stream()
                    .filter(document::has)
                    .map(name -> new Violation(name, "ambiguous", name + " is for a request with one file"))
                    .forEach(violations::add);
        }
        // a document's body is required, and here it is in the file
        document.put("content", "-");
        String json = JSON.writeValueAsString(document);
        return switch (reader.read(json.getBytes(StandardCharsets.UTF_8))) {
            case Reading.Understood(DocumentRequest fields)
            when violations.isEmpty() -> new UploadForm(fields, json, files);
            case Reading.Understood _ -> throw ProblemException.invalid(violations);
            case Reading.Malformed(String detail) -> throw ProblemException.invalid("metadata", "malformed", detail);
            case Reading.Refused(List<Violation> more) -> {
                violations.addAll(more);
                throw ProblemException.invalid(violations);
            }
        };
    }

    /** Tells requests with one file apart: the fields, and the name, declared type and bytes of the file. */
    byte[] fingerprint() throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (UploadedFile file : files) {
                List<String> told =
                        List.of(json, file.name(), String.valueOf(file.part().getContentType()));
                digest.update(JSON.writeValueAsBytes(told));
                try (DigestInputStream in = new DigestInputStream(file.open(), digest)) {
                    long _ = in.transferTo(OutputStream.nullOutputStream());
                }
            }
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void field(Part part, ObjectNode document, List<Violation> violations) throws IOException {
        String name = part.getName();
        byte[] bytes;
        try (var in = part.getInputStream()) {
            bytes = in.readNBytes(LONGEST_FIELD + 1);
        }
        if (bytes.length > LONGEST_FIELD) {
            violations.add(
                    new Violation(name, "too_long", "%s must have at most %d bytes".formatted(name, LONGEST_FIELD)));
        } else if (document.has(name)) {
            violations.add(new Violation(name, "repeated", name + " must be there once"));
        } else if (TEXTS.contains(name)) {
            document.put(name, new String(bytes, StandardCharsets.UTF_8));
        } else if (name.equals("metadata") || name.equals("version")) {
            json(name, bytes, document, violations);
        } else {
            violations.add(new Violation(
                    name,
                    "unknown_field",
                    "%s is not a field here; known are file, doc_id, title, source, timestamp, metadata, version"
                            .formatted(name)));
        }
    }

    private static void json(String name, byte[] bytes, ObjectNode document, List<Violation> violations) {
        try {
            JsonNode value = JSON.readTree(bytes);
            if (value == null || value.isMissingNode()) {
                violations.add(new Violation(name, "malformed_json", name + " must be JSON, and is empty"));
            } else {
                document.set(name, value);
            }
        } catch (JacksonException e) {
            violations.add(new Violation(name, "malformed_json", name + " must be JSON: " + e.getOriginalMessage()));
        }
    }
}
