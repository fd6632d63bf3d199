package io.trovex.index.lucene;

import java.io.IOException;
import org.apache.lucene.index.BinaryDocValues;
import org.jspecify.annotations.Nullable;

/** Reads the ids of documents, which are asked for in ascending order. */
final class DocIds {
    private final SegmentedSearcher searcher;
    private @Nullable Segment segment;
    private @Nullable BinaryDocValues ids;

    DocIds(SegmentedSearcher searcher) {
        this.searcher = searcher;
    }

    String of(int globalNumber) throws IOException {
        Segment own = searcher.segmentOf(globalNumber);
        if (ids == null || own != segment) {
            segment = own;
            ids = own.docIds();
        }
        if (!ids.advanceExact(own.local(globalNumber))) {
            throw new IOException("document " + globalNumber + " has no id");
        }
        return ids.binaryValue().utf8ToString();
    }
}
