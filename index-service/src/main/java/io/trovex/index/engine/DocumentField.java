package io.trovex.index.engine;

import java.util.Optional;

/**
 * A field of a document that filters, facets and sorts can name.
 *
 * @param key of metadata; empty for the others
 */
public record DocumentField(Kind kind, String key) {
    /** What a document has one of, and its metadata, of which it has many. */
    public enum Kind {
        DOC_ID,
        SOURCE,
        LANGUAGE,
        TIMESTAMP,
        METADATA
    }

    public static final DocumentField DOC_ID = new DocumentField(Kind.DOC_ID, "");
    public static final DocumentField SOURCE = new DocumentField(Kind.SOURCE, "");
    public static final DocumentField LANGUAGE = new DocumentField(Kind.LANGUAGE, "");
    public static final DocumentField TIMESTAMP = new DocumentField(Kind.TIMESTAMP, "");

    private static final String METADATA = "metadata.";

    public static DocumentField metadata(String key) {
        return new DocumentField(Kind.METADATA, key);
    }

    /** The field that {@code source}, {@code metadata.year} and the like name; empty if none has that name. */
    public static Optional<DocumentField> named(String name) {
        return switch (name) {
            case "doc_id" -> Optional.of(DOC_ID);
            case "source" -> Optional.of(SOURCE);
            case "language" -> Optional.of(LANGUAGE);
            case "timestamp" -> Optional.of(TIMESTAMP);
            default ->
                name.startsWith(METADATA) && name.length() > METADATA.length()
                        ? Optional.of(metadata(name.substring(METADATA.length())))
                        : Optional.empty();
        };
    }

    public String wireName() {
        return switch (kind) {
            case DOC_ID -> "doc_id";
            case SOURCE -> "source";
            case LANGUAGE -> "language";
            case TIMESTAMP -> "timestamp";
            case METADATA -> METADATA + key;
        };
    }
}
