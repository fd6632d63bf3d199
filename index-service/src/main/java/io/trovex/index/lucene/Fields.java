package io.trovex.index.lucene;

import io.trovex.index.analysis.Language;
import java.time.Instant;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.join.BitSetProducer;
import org.apache.lucene.search.join.QueryBitSetProducer;

/**
 * The schema. A document is a block: its passages, then the document itself. A tombstone stands alone and has neither
 * text nor filter fields, so no search can match it.
 */
final class Fields {
    /** Changes when an index of the old schema can no longer be read: it is built anew from the log. */
    static final String SCHEMA = "8";

    /** On every member of a block, so that one term deletes it whole. */
    static final String BLOCK = "block";

    /** {@link #PASSAGE}, {@link #DOCUMENT} or {@link #TOMBSTONE}. */
    static final String KIND = "kind";

    static final String PASSAGE = "passage";
    static final String DOCUMENT = "document";
    static final String TOMBSTONE = "tombstone";

    /** On documents and tombstones: term for the look-up, sorted doc value for ties. */
    static final String DOC_ID = "doc_id";

    /** On documents and tombstones: the id once more, as it is read where many are: a sorted value is decompressed with its neighbours. */
    static final String DOC_ID_READ = "doc_id_read";

    static final String VERSION = "version";
    static final String FINGERPRINT = "fingerprint";

    /** Title and body in one field; {@link TextFields} says where the body begins. */
    static final String TEXT = "text";

    /** The title again, alone. */
    static final String TITLE = "title_text";

    /** The words of title and body as they were written, in lower case; for beginnings and typing errors. */
    static final String WORDS = "words";

    /** Those of the title alone. */
    static final String TITLE_WORDS = "title_words";

    /** How the title begins, in lower case, as one term. */
    static final String TITLE_START = "title_start";

    static final String SOURCE = "source";
    static final String LANGUAGE = "language";

    /** Label of the {@link Language} that the texts were read in. */
    static final String READ_AS = "read_as";

    static final String TIMESTAMP = "timestamp";
    /** One term, and one doc value, for each value of each key. */
    static final String METADATA = "metadata";

    /** The keys that have a value. */
    static final String METADATA_KEY = "metadata_key";

    /** Numbers and times, by key. */
    static final String METADATA_POINT = "metadata_point";

    static final String STORED_TITLE = "title";
    static final String STORED_CONTENT = "content";
    static final String STORED_TIMESTAMP = "written_at";
    static final String STORED_METADATA = "metadata_values";
    static final String STORED_CONTENT_HASH = "content_hash";

    static final String VECTOR = "vector";
    static final String START = "start";
    static final String END = "end";

    static final Query DOCUMENTS = new TermQuery(new Term(KIND, DOCUMENT));
    static final Query PASSAGES = new TermQuery(new Term(KIND, PASSAGE));
    static final Query TOMBSTONES = new TermQuery(new Term(KIND, TOMBSTONE));

    /** The last member of each block with passages; cached for each segment. */
    static final BitSetProducer PARENTS = new QueryBitSetProducer(DOCUMENTS);

    private Fields() {}

    /** Since the epoch; an instant too far away to count is as far as can be counted. */
    static long millis(Instant instant) {
        try {
            return instant.toEpochMilli();
        } catch (ArithmeticException _) {
            return instant.isBefore(Instant.EPOCH) ? Long.MIN_VALUE : Long.MAX_VALUE;
        }
    }
}
