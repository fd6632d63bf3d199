package io.trovex.index.lucene;

import io.trovex.index.engine.DocumentField;
import io.trovex.index.engine.MetadataTerms;
import java.io.IOException;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.SortedSetDocValues;
import org.apache.lucene.util.BytesRef;

/** The values of one text-like field in one segment, by their ordinals. Documents are asked for in ascending order. */
final class FieldTerms {
    /** After the last ordinal of a document. */
    static final int NO_MORE = -1;

    private final SortedSetDocValues values;
    private final int prefix;
    private final long first;
    private final long end;
    private int left;

    private FieldTerms(SortedSetDocValues values, int prefix, long first, long end) {
        this.values = values;
        this.prefix = prefix;
        this.first = first;
        this.end = end;
    }

    /** @param field any but the timestamp */
    static FieldTerms of(LeafReader segment, DocumentField field) throws IOException {
        return switch (field.kind()) {
            case DOC_ID -> whole(segment, Fields.DOC_ID);
            case SOURCE -> whole(segment, Fields.SOURCE);
            case LANGUAGE -> whole(segment, Fields.LANGUAGE);
            case METADATA -> {
                SortedSetDocValues values = DocValues.getSortedSet(segment, Fields.METADATA);
                String prefix = MetadataTerms.prefix(field.key());
                // the separator is the smallest character: the next one begins what lies beyond the key
                long first = ordinal(values, prefix);
                long end = ordinal(values, field.key() + '\u0001');
                yield new FieldTerms(values, new BytesRef(prefix).length, first, end);
            }
            case TIMESTAMP -> throw new IllegalArgumentException("a timestamp has no terms");
        };
    }

    /** How many values there are in the segment. */
    int size() {
        return Math.toIntExact(end - first);
    }

    /** Turns to a document; false when it has no value. */
    boolean advance(int document) throws IOException {
        left = values.advanceExact(document) ? values.docValueCount() : 0;
        return left > 0;
    }

    /** The document's next value, as an ordinal from 0, ascending; {@link #NO_MORE} after the last. */
    int next() throws IOException {
        while (left > 0) {
            left--;
            long ordinal = values.nextOrd();
            if (ordinal >= first && ordinal < end) {
                return Math.toIntExact(ordinal - first);
            }
        }
        return NO_MORE;
    }

    String text(int ordinal) throws IOException {
        BytesRef term = values.lookupOrd(first + ordinal);
        return new BytesRef(term.bytes, term.offset + prefix, term.length - prefix).utf8ToString();
    }

    private static FieldTerms whole(LeafReader segment, String field) throws IOException {
        SortedSetDocValues values = DocValues.getSortedSet(segment, field);
        return new FieldTerms(values, 0, 0, values.getValueCount());
    }

    private static long ordinal(SortedSetDocValues values, String from) throws IOException {
        long found = values.lookupTerm(new BytesRef(from));
        return found >= 0 ? found : -1 - found;
    }
}
