package io.trovex.index.lucene;

import io.trovex.contracts.Vector;
import io.trovex.index.engine.SampledPassage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.KnnVectorValues;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.search.DocIdSetIterator;

/** Draws passages of a view in one walk through them: Knuth's algorithm S. For one thread, once. */
final class PassageSample {
    private static final Set<String> TEXT = Set.of(Fields.STORED_TITLE, Fields.STORED_CONTENT);

    private final SegmentedSearcher searcher;
    private final RandomGenerator random;
    private int left;
    private int wanted;

    PassageSample(SegmentedSearcher searcher, RandomGenerator random) throws IOException {
        this.searcher = searcher;
        this.random = random;
        this.left = searcher.count(Fields.PASSAGES);
    }

    List<SampledPassage> take(int count) throws IOException {
        wanted = Math.min(count, left);
        List<SampledPassage> drawn = new ArrayList<>(wanted);
        StoredFields stored = searcher.storedFields();
        for (Segment segment : searcher.segments()) {
            FloatVectorValues vectors = segment.context().reader().getFloatVectorValues(Fields.VECTOR);
            if (vectors != null && wanted > 0) {
                draw(segment, vectors, stored, drawn);
            }
        }
        return drawn;
    }

    private void draw(Segment segment, FloatVectorValues vectors, StoredFields stored, List<SampledPassage> drawn)
            throws IOException {
        NumericDocValues starts = DocValues.getNumeric(segment.context().reader(), Fields.START);
        NumericDocValues ends = DocValues.getNumeric(segment.context().reader(), Fields.END);
        KnnVectorValues.DocIndexIterator position = vectors.iterator();
        Document document = null;
        int documentNumber = -1;
        for (int passage = position.nextDoc(); passage != DocIdSetIterator.NO_MORE_DOCS; passage = position.nextDoc()) {
            if (!segment.isLive(passage) || !isDrawn()) {
                continue;
            }
            int number = segment.documentFrom(passage);
            if (document == null || number != documentNumber) {
                document = stored.document(segment.global(number), TEXT);
                documentNumber = number;
            }
            if (starts.advanceExact(passage) && ends.advanceExact(passage)) {
                String body = document.get(Fields.STORED_CONTENT);
                String text = body.substring(Math.toIntExact(starts.longValue()), Math.toIntExact(ends.longValue()));
                drawn.add(new SampledPassage(
                        document.get(Fields.STORED_TITLE),
                        text,
                        Vector.of(vectors.vectorValue(position.index()).clone())));
            }
        }
    }

    private boolean isDrawn() {
        boolean drawn = random.nextInt(left) < wanted;
        left--;
        if (drawn) {
            wanted--;
        }
        return drawn;
    }
}
