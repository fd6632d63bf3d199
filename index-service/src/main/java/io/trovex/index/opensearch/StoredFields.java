package io.trovex.index.opensearch;

import io.trovex.index.analysis.Language;

/** The schema. A document has its passages nested; a tombstone has neither text nor passages, so no search matches it. */
final class StoredFields {
    /** Changes when an index of the old schema can no longer be used: another is made, and filled from the log. */
    static final String SCHEMA = "v5";

    /** {@link #DOCUMENT}, {@link #TOMBSTONE} or {@link #POSITION}. */
    static final String KIND = "kind";

    static final String DOCUMENT = "document";
    static final String TOMBSTONE = "tombstone";

    /** How far a partition is consumed: in the same index, so that both are lost or neither. */
    static final String POSITION = "position";

    static final String PARTITION = "partition";
    static final String OFFSET = "offset";

    static final String DOC_ID = "doc_id";
    static final String VERSION = "version";

    /** The terms of title and body, with spaces between them; not kept. */
    static final String TEXT = "text";

    /** The title again, alone. */
    static final String TITLE_TEXT = "title_text";

    /** The words of title and body as they were written, in lower case, each once: a term each. */
    static final String WORDS = "words";

    /** Those of the title alone. */
    static final String TITLE_WORDS = "title_words";

    /** How the title begins, in lower case, as one term. */
    static final String TITLE_START = "title_start";

    static final String TITLE = "title";
    static final String CONTENT = "content";
    static final String CONTENT_HASH = "content_hash";
    static final String SOURCE = "source";
    static final String LANGUAGE = "language";

    /** Label of the {@link Language} that the texts were read in. */
    static final String READ_AS = "read_as";

    /** Milliseconds since the epoch. */
    static final String TIMESTAMP = "timestamp";

    static final String WRITTEN_AT = "written_at";

    /** One term for each value of each key. */
    static final String METADATA = "metadata";

    static final String METADATA_KEY = "metadata_key";

    /** Numbers and times of each key as terms that sort as they do. */
    static final String METADATA_POINT = "metadata_point";

    /** Types and order kept. */
    static final String METADATA_VALUES = "metadata_values";

    static final String PASSAGES = "passages";
    static final String VECTOR = "passages.vector";
    static final String START = "passages.start";
    static final String END = "passages.end";

    private StoredFields() {}
}
