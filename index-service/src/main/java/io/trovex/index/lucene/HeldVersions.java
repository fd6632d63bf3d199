package io.trovex.index.lucene;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/** What version of a document the index holds: written since the last refresh, else as the reader shows it. */
final class HeldVersions {
    /** A version with the {@link Fingerprint} of its document or tombstone. */
    record Held(long version, long fingerprint) {}

    private final Map<String, Held> unseen = new HashMap<>();

    void written(String docId, Held held) {
        unseen.put(docId, held);
    }

    /** The reader shows everything written so far. */
    void refreshed() {
        unseen.clear();
    }

    @Nullable
    Held of(String docId, IndexReader reader) throws IOException {
        Held held = unseen.get(docId);
        if (held != null) {
            return held;
        }
        BytesRef term = new BytesRef(docId);
        List<LeafReaderContext> leaves = reader.leaves();
        for (int i = leaves.size() - 1; i >= 0 && held == null; i--) {
            held = in(leaves.get(i).reader(), term);
        }
        return held;
    }

    private static @Nullable Held in(LeafReader segment, BytesRef term) throws IOException {
        Terms terms = segment.terms(Fields.DOC_ID);
        if (terms == null) {
            return null;
        }
        TermsEnum seeker = terms.iterator();
        if (!seeker.seekExact(term)) {
            return null;
        }
        Bits live = segment.getLiveDocs();
        PostingsEnum postings = seeker.postings(null, PostingsEnum.NONE);
        for (int doc = postings.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = postings.nextDoc()) {
            if (live == null || live.get(doc)) {
                return new Held(value(segment, Fields.VERSION, doc), value(segment, Fields.FINGERPRINT, doc));
            }
        }
        return null;
    }

    private static long value(LeafReader segment, String field, int doc) throws IOException {
        NumericDocValues values = segment.getNumericDocValues(field);
        if (values == null || !values.advanceExact(doc)) {
            throw new IOException("document " + doc + " of " + segment + " has no " + field);
        }
        return values.longValue();
    }
}
