package io.trovex.index.lucene;

import io.trovex.index.engine.ContentDigest;
import java.io.IOException;
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
import org.jspecify.annotations.Nullable;

/** Reads of every live document what {@link ContentDigest} compares. */
final class HeldContents {
    private static final Set<String> STORED = Set.of(Fields.DOC_ID, Fields.STORED_CONTENT_HASH);

    private interface Visitor {
        void visit(String docId, long version, @Nullable String contentHash);
    }

    private HeldContents() {}

    static ContentDigest digest(IndexSearcher searcher) throws IOException {
        ContentDigest digest = new ContentDigest();
        visit(searcher, digest::add);
        return digest;
    }

    /** By the ids of the documents in those ranges, a hash of version and content. */
    static Map<String, Long> of(IndexSearcher searcher, BitSet ranges) throws IOException {
        Map<String, Long> contents = new HashMap<>();
        visit(searcher, (docId, version, contentHash) -> {
            if (ranges.get(ContentDigest.range(docId))) {
                contents.put(docId, ContentDigest.content(docId, version, contentHash));
            }
        });
        return contents;
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
                Document stored = searcher.storedFields().document(segment.docBase + doc, STORED);
                visitor.visit(
                        Objects.requireNonNull(stored.get(Fields.DOC_ID)),
                        versions.longValue(),
                        stored.get(Fields.STORED_CONTENT_HASH));
            }
        }
    }
}
