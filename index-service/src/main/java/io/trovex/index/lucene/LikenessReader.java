package io.trovex.index.lucene;

import io.trovex.index.analysis.GenerationAnalyzer;
import io.trovex.index.analysis.Language;
import io.trovex.index.analysis.TellingWords;
import io.trovex.index.engine.LikeDocument;
import io.trovex.index.lucene.Segment.PassageVectors;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.Term;
import org.jspecify.annotations.Nullable;

/** Reads what documents like one are found by. */
final class LikenessReader {
    private final SegmentedSearcher searcher;
    private final GenerationAnalyzer analyzer;

    LikenessReader(SegmentedSearcher searcher, GenerationAnalyzer analyzer) {
        this.analyzer = analyzer;
        this.searcher = searcher;
    }

    /** Null when there is no such document. */
    @Nullable
    LikeDocument read(String docId) throws IOException {
        int number = DocumentLookup.number(searcher, docId);
        return number == DocumentLookup.NONE ? null : new LikeDocument(sum(number), words(number));
    }

    /** Of the passages' vectors. */
    private float @Nullable [] sum(int number) throws IOException {
        Segment segment = searcher.segmentOf(number);
        PassageVectors vectors = segment.vectors();
        if (vectors == null) {
            return null;
        }
        float[] sum = new float[vectors.dimension()];
        vectors.visit(segment.local(number), _ -> {
            float[] passage = vectors.current();
            for (int i = 0; i < sum.length; i++) {
                sum[i] += passage[i];
            }
        });
        return sum;
    }

    private String words(int number) throws IOException {
        Document stored = searcher.storedFields().document(number);
        IndexReader reader = searcher.getIndexReader();
        Language language = analyzer.language(stored.get(Fields.LANGUAGE));
        return TellingWords.in(language, stored.get(Fields.STORED_TITLE), stored.get(Fields.STORED_CONTENT))
                .best(
                        word -> {
                            try {
                                return reader.docFreq(new Term(Fields.WORDS, word));
                            } catch (IOException e) {
                                throw new UncheckedIOException(e);
                            }
                        },
                        reader.numDocs());
    }
}
