package io.trovex.index.lucene;

import io.trovex.index.engine.DocumentField;
import io.trovex.index.engine.SortKey;
import io.trovex.index.engine.SortOrder;
import java.io.IOException;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.NumericDocValues;
import org.jspecify.annotations.Nullable;

/** What the documents of one segment are sorted by. They are asked for in ascending order. */
interface SortKeys {
    /** Of several values the one that comes first; null when it has none. */
    @Nullable
    SortKey of(int document) throws IOException;

    static SortKeys of(LeafReader segment, SortOrder order) throws IOException {
        return order.field().equals(DocumentField.TIMESTAMP) ? timestamps(segment) : terms(segment, order);
    }

    private static SortKeys timestamps(LeafReader segment) throws IOException {
        NumericDocValues times = DocValues.getNumeric(segment, Fields.TIMESTAMP);
        return document -> times.advanceExact(document) ? SortKey.of(times.longValue()) : null;
    }

    private static SortKeys terms(LeafReader segment, SortOrder order) throws IOException {
        FieldTerms terms = FieldTerms.of(segment, order.field());
        @Nullable SortKey[] known = new SortKey[terms.size()];
        return document -> {
            SortKey first = null;
            int value = terms.advance(document) ? terms.next() : FieldTerms.NO_MORE;
            for (; value != FieldTerms.NO_MORE; value = terms.next()) {
                SortKey key = known[value];
                if (key == null) {
                    key = key(terms.text(value), order.field());
                    known[value] = key;
                }
                if (first == null || (order.descending() ? key.compareTo(first) > 0 : key.compareTo(first) < 0)) {
                    first = key;
                }
            }
            return first;
        };
    }

    private static SortKey key(String term, DocumentField field) {
        return field.kind() == DocumentField.Kind.METADATA ? SortKey.of(term) : new SortKey(null, term);
    }
}
