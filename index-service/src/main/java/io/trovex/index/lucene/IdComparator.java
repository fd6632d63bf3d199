package io.trovex.index.lucene;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.search.FieldComparator;
import org.apache.lucene.search.FieldComparatorSource;
import org.apache.lucene.search.LeafFieldComparator;
import org.apache.lucene.search.Pruning;
import org.apache.lucene.search.Scorable;
import org.apache.lucene.search.SortField;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/**
 * Documents in the order of their ids, which are looked up only to compare them: as the second order of a sort, when what
 * comes first ties. Lucene's own looks an id up for each document that it keeps, which was a tenth of a search,
 * and once more for each that is returned.
 */
final class IdComparator extends FieldComparator<BytesRef> implements LeafFieldComparator {
    /** No answer of {@link SortedDocValues#lookupTerm}. */
    private static final int UNKNOWN = Integer.MIN_VALUE;

    private final List<SortedDocValues> entered = new ArrayList<>();
    private final int[] sources;
    private final int[] ordinals;
    private int bottom;
    private int bottomPlace;
    private @Nullable BytesRef top;
    private int topPlace;

    private IdComparator(int slots) {
        this.sources = new int[slots];
        this.ordinals = new int[slots];
    }

    static SortField order() {
        return new SortField(Fields.DOC_ID, new FieldComparatorSource() {
            @Override
            public FieldComparator<BytesRef> newComparator(String field, int slots, Pruning pruning, boolean reversed) {
                return new IdComparator(slots);
            }
        });
    }

    @Override
    public LeafFieldComparator getLeafComparator(LeafReaderContext context) throws IOException {
        entered.add(DocValues.getSorted(context.reader(), Fields.DOC_ID));
        bottomPlace = UNKNOWN;
        topPlace = UNKNOWN;
        return this;
    }

    @Override
    public void copy(int slot, int document) throws IOException {
        sources[slot] = entered.size() - 1;
        ordinals[slot] = ordinal(document);
    }

    @Override
    public int compare(int slot, int other) {
        return sources[slot] == sources[other]
                ? Integer.compare(ordinals[slot], ordinals[other])
                : id(slot).compareTo(id(other));
    }

    @Override
    public void setBottom(int slot) {
        bottom = slot;
        bottomPlace = UNKNOWN;
    }

    @Override
    public int compareBottom(int document) throws IOException {
        if (bottomPlace == UNKNOWN) {
            bottomPlace = sources[bottom] == entered.size() - 1 ? ordinals[bottom] : ids().lookupTerm(id(bottom));
        }
        return compareWith(bottomPlace, document);
    }

    @Override
    public void setTopValue(BytesRef value) {
        top = value;
    }

    @Override
    public int compareTop(int document) throws IOException {
        if (topPlace == UNKNOWN) {
            topPlace = ids().lookupTerm(Objects.requireNonNull(top));
        }
        return compareWith(topPlace, document);
    }

    /** @param place of an id that the segment may not have, as {@link SortedDocValues#lookupTerm} tells it */
    private int compareWith(int place, int document) throws IOException {
        int ordinal = ordinal(document);
        if (place >= 0) {
            return Integer.compare(place, ordinal);
        }
        return -place - 1 <= ordinal ? -1 : 1;
    }

    /** Of use where the slices of a search are merged, of which none here has several; of its hits {@link DocIds} reads the ids. */
    @Override
    public @Nullable BytesRef value(int slot) {
        return null;
    }

    @Override
    public void setScorer(Scorable scorer) {
        // the id is all that counts
    }

    private BytesRef id(int slot) {
        try {
            return BytesRef.deepCopyOf(entered.get(sources[slot]).lookupOrd(ordinals[slot]));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Of the segment being searched. */
    private SortedDocValues ids() {
        return entered.getLast();
    }

    private int ordinal(int document) throws IOException {
        if (!ids().advanceExact(document)) {
            throw new IOException("document " + document + " has no id");
        }
        return ids().ordValue();
    }
}
