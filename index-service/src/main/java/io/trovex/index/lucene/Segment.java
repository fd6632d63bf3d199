package io.trovex.index.lucene;

import io.trovex.index.lucene.vector.ClusteredVectorsReader;
import io.trovex.index.lucene.vector.Clusters;
import java.io.IOException;
import java.util.Arrays;
import org.apache.lucene.codecs.perfield.PerFieldKnnVectorsFormat;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.CodecReader;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.KnnVectorValues;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.BitSet;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.DocIdSetBuilder;
import org.jspecify.annotations.Nullable;

/** The blocks of one segment. Numbers are the segment's own unless a name says {@code global}. */
final class Segment {
    interface PassageVisitor {
        void visit(int passage) throws IOException;
    }

    private final LeafReaderContext context;
    private final @Nullable Bits live;
    private final @Nullable BitSet documents;
    private final @Nullable Clusters clusters;

    Segment(LeafReaderContext context) throws IOException {
        this.context = context;
        this.live = context.reader().getLiveDocs();
        this.documents = Fields.PARENTS.getBitSet(context);
        this.clusters = clusters(context.reader());
    }

    private static @Nullable Clusters clusters(LeafReader reader) {
        return reader instanceof CodecReader codec
                        && codec.getVectorReader() instanceof PerFieldKnnVectorsFormat.FieldsReader fields
                        && fields.getFieldReader(Fields.VECTOR) instanceof ClusteredVectorsReader clustered
                ? clustered.clusters(Fields.VECTOR)
                : null;
    }

    LeafReaderContext context() {
        return context;
    }

    int global(int number) {
        return context.docBase + number;
    }

    int local(int globalNumber) {
        return globalNumber - context.docBase;
    }

    /** Members that are not deleted; null when none is. */
    @Nullable
    Bits live() {
        return live;
    }

    boolean isLive(int number) {
        return live == null || live.get(number);
    }

    /** The first document at or after {@code number}, deleted or not; {@link DocIdSetIterator#NO_MORE_DOCS} if none. */
    int documentFrom(int number) {
        return documents == null || number >= documents.length()
                ? DocIdSetIterator.NO_MORE_DOCS
                : documents.nextSetBit(number);
    }

    /** Where the block of this document begins, or a tombstone that lies before it. */
    int blockStart(int document) {
        return documents == null || document == 0 ? 0 : documents.prevSetBit(document - 1) + 1;
    }

    /** How many there are, deleted ones included. */
    int passages() {
        return clusters == null ? 0 : clusters.passages();
    }

    /** Null, or none, when it has no passages. */
    @Nullable
    Clusters clusters() {
        return clusters;
    }

    /**
     * The passages of this segment.
     *
     * @param passages global numbers, ascending
     */
    DocIdSetIterator among(int[] passages) throws IOException {
        int end = context.reader().maxDoc();
        int from = from(passages, global(0));
        int to = from(passages, global(end));
        DocIdSetBuilder own = new DocIdSetBuilder(end);
        DocIdSetBuilder.BulkAdder adder = own.grow(to - from);
        for (int i = from; i < to; i++) {
            adder.add(local(passages[i]));
        }
        DocIdSetIterator iterator = own.build().iterator();
        return iterator == null ? DocIdSetIterator.empty() : iterator;
    }

    private static int from(int[] ascending, int number) {
        int place = Arrays.binarySearch(ascending, number);
        return place < 0 ? -place - 1 : place;
    }

    @Nullable
    FloatVectorValues vectorValues() throws IOException {
        return context.reader().getFloatVectorValues(Fields.VECTOR);
    }

    /** Vectors of this segment, read forward only; null when it has none. */
    @Nullable
    PassageVectors vectors() throws IOException {
        FloatVectorValues values = vectorValues();
        return values == null ? null : new PassageVectors(values);
    }

    /** Ids of documents, read forward only. */
    BinaryDocValues docIds() throws IOException {
        return DocValues.getBinary(context.reader(), Fields.DOC_ID_READ);
    }

    /** The passages of documents, which are asked for in ascending order. */
    final class PassageVectors {
        private final FloatVectorValues values;
        private final KnnVectorValues.DocIndexIterator position;

        private PassageVectors(FloatVectorValues values) {
            this.values = values;
            this.position = values.iterator();
        }

        int dimension() {
            return values.dimension();
        }

        /** The vector of the passage being visited; overwritten by the next. */
        float[] current() throws IOException {
            return values.vectorValue(position.index());
        }

        /** That passage's; ascending, and overwritten by the next. */
        float[] at(int passage) throws IOException {
            if (position.docID() < passage) {
                position.advance(passage);
            }
            return current();
        }

        void visit(int document, PassageVisitor visitor) throws IOException {
            int start = blockStart(document);
            int passage = position.docID() < start ? position.advance(start) : position.docID();
            while (passage < document) {
                // the block's own when it is deleted, or those of a block that failed half-way before it
                if (isLive(passage)) {
                    visitor.visit(passage);
                }
                // most often the last: what comes after the document is not looked for
                passage = passage + 1 < document ? position.nextDoc() : document;
            }
        }
    }
}
