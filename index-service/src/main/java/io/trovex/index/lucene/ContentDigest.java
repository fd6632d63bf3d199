package io.trovex.index.lucene;

import java.io.IOException;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.Weight;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.StringHelper;
import org.jspecify.annotations.Nullable;

/**
 * Which documents an index holds, in which version and with which content: equal for two indexes that hold the same,
 * whatever their models and segments. Divided into ranges by a hash of the document id, so that a difference is located.
 */
public final class ContentDigest {
    private static final int RANGES = 64;
    private static final int SEED = 0x7f3a_0c55;
    private static final Set<String> STORED = Set.of(Fields.DOC_ID, Fields.STORED_CONTENT_HASH);

    private final long[] ranges = new long[RANGES];
    private int documents;

    private interface Visitor {
        void visit(String docId, int range, long content);
    }

    private ContentDigest() {}

    static ContentDigest of(IndexSearcher searcher) throws IOException {
        ContentDigest digest = new ContentDigest();
        visit(searcher, (_, range, content) -> digest.add(range, content));
        return digest;
    }

    /** By the ids of the documents in those ranges, a hash of version and content. */
    static Map<String, Long> contents(IndexSearcher searcher, BitSet ranges) throws IOException {
        Map<String, Long> contents = new HashMap<>();
        visit(searcher, (docId, range, content) -> {
            if (ranges.get(range)) {
                contents.put(docId, content);
            }
        });
        return contents;
    }

    public int documents() {
        return documents;
    }

    /** The ranges that differ. */
    public BitSet differences(ContentDigest other) {
        BitSet different = new BitSet(RANGES);
        for (int i = 0; i < RANGES; i++) {
            different.set(i, ranges[i] != other.ranges[i]);
        }
        return different;
    }

    @Override
    public String toString() {
        return "%d documents, %016x".formatted(documents, Arrays.stream(ranges).sum());
    }

    /** A sum, so that the order in which segments hold them does not matter. */
    private void add(int range, long content) {
        ranges[range] += content;
        documents++;
    }

    private static void visit(IndexSearcher searcher, Visitor visitor) throws IOException {
        Weight all = searcher.createWeight(searcher.rewrite(Fields.DOCUMENTS), ScoreMode.COMPLETE_NO_SCORES, 1);
        for (LeafReaderContext segment : searcher.getLeafContexts()) {
            visit(searcher, segment, all.scorer(segment), visitor);
        }
    }

    private static void visit(
            IndexSearcher searcher, LeafReaderContext segment, @Nullable Scorer documentsOfIt, Visitor visitor)
            throws IOException {
        NumericDocValues versions = segment.reader().getNumericDocValues(Fields.VERSION);
        if (documentsOfIt == null || versions == null) {
            return;
        }
        Bits live = segment.reader().getLiveDocs();
        DocIdSetIterator each = documentsOfIt.iterator();
        for (int doc = each.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = each.nextDoc()) {
            if ((live == null || live.get(doc)) && versions.advanceExact(doc)) {
                visit(searcher.storedFields().document(segment.docBase + doc, STORED), versions.longValue(), visitor);
            }
        }
    }

    private static void visit(Document stored, long version, Visitor visitor) {
        String id = Objects.requireNonNull(stored.get(Fields.DOC_ID));
        String content = id + "\u0000" + version + "\u0000" + stored.get(Fields.STORED_CONTENT_HASH);
        long[] hash = StringHelper.murmurhash3_x64_128(new BytesRef(content));
        int range = Math.floorMod(StringHelper.murmurhash3_x86_32(new BytesRef(id), SEED), RANGES);
        visitor.visit(id, range, hash[0]);
    }
}
