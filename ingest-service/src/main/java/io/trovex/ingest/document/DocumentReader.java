package io.trovex.ingest.document;

import io.trovex.contracts.Operation;
import io.trovex.contracts.Vector;
import io.trovex.contracts.Violation;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads a client's JSON into a {@link DocumentRequest}. Pure and thread-safe. */
public final class DocumentReader {
    private static final Set<String> UPSERT = known(
            "doc_id", "title", "content", "source", "timestamp", "metadata", "embedding", "embedding_model", "version");
    private static final Set<String> BULK_UPSERT = known(
            "operation",
            "doc_id",
            "title",
            "content",
            "source",
            "timestamp",
            "metadata",
            "embedding",
            "embedding_model",
            "version");
    private static final Set<String> BULK_DELETE = known("operation", "doc_id", "version");

    private final JsonMapper mapper;
    private final EmbeddingField embedding;

    /** @param dimensions that an embedding may have now; any, if there are none */
    public DocumentReader(ReadLimits limits, Supplier<Set<Integer>> dimensions) {
        StreamReadConstraints constraints = StreamReadConstraints.builder()
                .maxNestingDepth(limits.nesting())
                .maxNumberLength(limits.numberLength())
                .maxStringLength(Integer.MAX_VALUE)
                .build();
        this.mapper = JsonMapper.builder(JsonFactory.builder()
                        .streamReadConstraints(constraints)
                        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                        .build())
                .build();
        this.embedding = new EmbeddingField(dimensions);
    }

    /** A document to store. */
    public Reading read(byte[] json) {
        return parse(json, object -> upsert(new Fields(object), UPSERT));
    }

    /** A line of a bulk request, which may also delete. */
    public Reading readBulkLine(byte[] json) {
        return parse(json, this::bulkLine);
    }

    private Reading bulkLine(JsonNode object) {
        Fields fields = new Fields(object);
        String operation = fields.text("operation");
        if (operation == null || operation.equals("upsert")) {
            return upsert(fields, BULK_UPSERT);
        }
        if (operation.equals("delete")) {
            return delete(fields);
        }
        fields.refuse("operation", "unknown_value", "operation must be upsert or delete");
        return new Reading.Refused(fields.violations());
    }

    private Reading upsert(Fields fields, Set<String> known) {
        fields.allowOnly(known);
        String id = id(fields);
        String title = fields.text("title");
        String content = content(fields);
        String source = fields.text("source");
        Instant timestamp = fields.instant("timestamp");
        Map<String, Object> metadata = MetadataField.read(fields);
        Vector vector = embedding.read(fields);
        String model = fields.text("embedding_model");
        Long version = fields.version("version");
        return verdict(
                fields,
                new DocumentRequest(
                        Operation.UPSERT, id, title, content, source, timestamp, metadata, vector, model, version));
    }

    private static Reading delete(Fields fields) {
        fields.allowOnly(BULK_DELETE);
        String id = id(fields);
        if (fields.node("doc_id") == null) {
            fields.refuse("doc_id", "required", "doc_id is required to delete");
        }
        return verdict(fields, DocumentRequest.delete(id, fields.version("version")));
    }

    private static Reading verdict(Fields fields, DocumentRequest request) {
        return fields.violations().isEmpty()
                ? new Reading.Understood(request)
                : new Reading.Refused(fields.violations());
    }

    private static @Nullable String id(Fields fields) {
        String id = fields.text("doc_id");
        if (id != null) {
            DocumentIds.refusal(id).ifPresent(fields.violations()::add);
        }
        return id;
    }

    private static @Nullable String content(Fields fields) {
        String content = fields.text("content");
        if (fields.node("content") == null) {
            fields.refuse("content", "required", "content is required");
        } else if (content != null && content.isBlank()) {
            fields.refuse("content", "blank", "content must not be blank");
        }
        return content;
    }

    private Reading parse(byte[] json, Function<JsonNode, Reading> document) {
        if (!isUtf8(json)) {
            return new Reading.Malformed("the body is not valid UTF-8");
        }
        try (JsonParser parser = mapper.createParser(json)) {
            try {
                JsonNode root = mapper.readTree(parser);
                if (root == null || !root.isObject()) {
                    return new Reading.Malformed("a document is a JSON object");
                }
                return parser.nextToken() == null
                        ? document.apply(root)
                        : new Reading.Malformed("there is something after the document's closing brace");
            } catch (StreamConstraintsException e) {
                return new Reading.Refused(
                        List.of(new Violation(fieldAt(parser), "limit_exceeded", e.getOriginalMessage())));
            }
        } catch (JacksonException e) {
            return new Reading.Malformed(e.getOriginalMessage());
        }
    }

    /** Name of the document's field in which the parser stopped. */
    private static String fieldAt(JsonParser parser) {
        String[] path = parser.streamReadContext().pathAsPointer().toString().split("/", 3);
        return path.length < 2 ? "" : path[1];
    }

    private static boolean isUtf8(byte[] bytes) {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(8 << 10);
        CoderResult result = decoder.decode(in, out, true);
        while (result.isOverflow()) {
            out.clear();
            result = decoder.decode(in, out, true);
        }
        return !result.isError();
    }

    private static Set<String> known(String... names) {
        return new LinkedHashSet<>(List.of(names));
    }
}
