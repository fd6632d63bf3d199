package io.trovex.index.lucene;

import java.io.IOException;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.Bits;
import org.jspecify.annotations.Nullable;

/** Terms of documents that are there: the dictionary also has those of documents that were deleted and not merged away yet. */
final class LiveTerms {
    private LiveTerms() {}

    /** Whether a document has it. */
    static boolean has(Term term, IndexReader reader) throws IOException {
        int all = reader.docFreq(term);
        return all > reader.numDeletedDocs() || (all > 0 && count(term, reader, 1) > 0);
    }

    /** Whether a document of the segment has the term at which its dictionary stands. */
    static boolean has(TermsEnum term, LeafReader segment) throws IOException {
        Bits live = segment.getLiveDocs();
        return live == null
                || term.docFreq() > segment.numDeletedDocs()
                || count(term.postings(null, PostingsEnum.NONE), live, 1) > 0;
    }

    /** How many documents have it. */
    static int count(Term term, IndexReader reader) throws IOException {
        return count(term, reader, Integer.MAX_VALUE);
    }

    private static int count(Term term, IndexReader reader, int enough) throws IOException {
        int documents = 0;
        for (LeafReaderContext segment : reader.leaves()) {
            if (documents < enough) {
                documents += count(term, segment.reader(), enough - documents);
            }
        }
        return documents;
    }

    private static int count(Term term, LeafReader segment, int enough) throws IOException {
        Bits live = segment.getLiveDocs();
        if (live == null) {
            return segment.docFreq(term);
        }
        return count(segment.postings(term, PostingsEnum.NONE), live, enough);
    }

    private static int count(@Nullable PostingsEnum having, Bits live, int enough) throws IOException {
        int documents = 0;
        while (having != null && documents < enough && having.nextDoc() != DocIdSetIterator.NO_MORE_DOCS) {
            documents += live.get(having.docID()) ? 1 : 0;
        }
        return documents;
    }
}
