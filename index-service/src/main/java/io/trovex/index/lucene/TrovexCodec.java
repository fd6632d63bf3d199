package io.trovex.index.lucene;

import io.trovex.index.lucene.vector.ClusteredVectorsFormat;
import org.apache.lucene.codecs.FilterCodec;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.StoredFieldsFormat;
import org.apache.lucene.codecs.compressing.CompressionMode;
import org.apache.lucene.codecs.lucene104.Lucene104Codec;
import org.apache.lucene.codecs.lucene90.compressing.Lucene90CompressingStoredFieldsFormat;

/**
 * Lucene's, but for vectors, which lie in clusters, and for what a search of ten hits would pay for: documents are
 * compressed a few at a time, where Lucene's own has a search read eighty kilobytes' beginning for each hit. Lucene
 * finds it by its name, which every segment bears, and the format of vectors by its own, which their field bears.
 */
public final class TrovexCodec extends FilterCodec {
    private static final int CHUNK_BYTES = 4 << 10;
    private static final int MOST_DOCUMENTS_OF_A_CHUNK = 512;

    /** Chunks whose places are packed together, as a power of two: Lucene's own number. */
    private static final int CHUNKS_OF_A_BLOCK = 10;

    private final StoredFieldsFormat documents = new Lucene90CompressingStoredFieldsFormat(
            "TrovexStoredFields", CompressionMode.FAST, CHUNK_BYTES, MOST_DOCUMENTS_OF_A_CHUNK, CHUNKS_OF_A_BLOCK);

    public TrovexCodec() {
        super("Trovex1", new Lucene104Codec() {
            private final KnnVectorsFormat vectors = new ClusteredVectorsFormat();

            @Override
            public KnnVectorsFormat getKnnVectorsFormatForField(String field) {
                return vectors;
            }
        });
    }

    @Override
    public StoredFieldsFormat storedFieldsFormat() {
        return documents;
    }
}
