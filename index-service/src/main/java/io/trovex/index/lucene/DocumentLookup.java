package io.trovex.index.lucene;

import java.io.IOException;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;

/** Finds a document by its id. */
final class DocumentLookup {
    /** Where there is no such document, or only its tombstone. */
    static final int NONE = -1;

    private DocumentLookup() {}

    /** The document's number, or {@link #NONE}. */
    static int number(IndexSearcher searcher, String docId) throws IOException {
        BooleanQuery one = new BooleanQuery.Builder()
                .add(new TermQuery(new Term(Fields.DOC_ID, docId)), Occur.FILTER)
                .add(Fields.DOCUMENTS, Occur.FILTER)
                .build();
        ScoreDoc[] found = searcher.search(one, 1).scoreDocs;
        return found.length == 0 ? NONE : found[0].doc;
    }
}
