package io.trovex.index.lucene;

import io.trovex.index.engine.DocIdOrder;
import io.trovex.index.engine.Match;
import io.trovex.index.engine.SortKey;
import io.trovex.index.engine.SortOrder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.SortedDocValues;
import org.jspecify.annotations.Nullable;

/** Keeps the first documents in the order of a field, or the first after one of them. */
final class SortedMatches {
    private record Sorted(@Nullable SortKey key, Match match) {}

    private final SortOrder order;
    private final int size;
    private final @Nullable Match after;
    private final Comparator<@Nullable SortKey> byKey;
    private final PriorityQueue<Sorted> lastFirst;
    private @Nullable Sorted passed;
    private @Nullable Segment segment;
    private @Nullable SortKeys keys;
    private @Nullable SortedDocValues ids;

    SortedMatches(SortOrder order, int size, @Nullable Match after) {
        this.order = order;
        this.size = size;
        this.after = after;
        Comparator<SortKey> natural = Comparator.naturalOrder();
        this.byKey = Comparator.nullsLast(order.descending() ? natural.reversed() : natural);
        this.lastFirst = new PriorityQueue<>(inOrder().reversed());
    }

    /** Looks for the one whose followers are kept, before the first segment is entered. */
    void passBy(Segment next) throws IOException {
        if (after == null) {
            return;
        }
        LeafReader reader = next.context().reader();
        int document = after.number() - next.global(0);
        if (document >= 0 && document < reader.maxDoc()) {
            passed = new Sorted(SortKeys.of(reader, order).of(document), after);
        }
    }

    void enter(Segment next) throws IOException {
        segment = next;
        keys = SortKeys.of(next.context().reader(), order);
        ids = DocValues.getSorted(next.context().reader(), Fields.DOC_ID);
    }

    /** Looks at a document of the current segment, each in ascending order. */
    void consider(int document) throws IOException {
        if (segment == null || keys == null || ids == null) {
            throw new IllegalStateException("no segment entered");
        }
        SortKey key = keys.of(document);
        if (lastFirst.size() == size && byKey.compare(key, lastFirst.element().key()) > 0) {
            return;
        }
        if (passed != null && byKey.compare(key, passed.key()) < 0) {
            return;
        }
        if (!ids.advanceExact(document)) {
            throw new IOException("document " + document + " has no id");
        }
        String docId = ids.lookupOrd(ids.ordValue()).utf8ToString();
        Sorted sorted = new Sorted(key, new Match(segment.global(document), docId, 0, -1));
        if (passed != null && inOrder().compare(sorted, passed) <= 0) {
            return;
        }
        lastFirst.add(sorted);
        if (lastFirst.size() > size) {
            lastFirst.remove();
        }
    }

    List<Match> matches() {
        List<Sorted> sorted = new ArrayList<>(lastFirst);
        sorted.sort(inOrder());
        return sorted.stream().map(Sorted::match).toList();
    }

    private Comparator<Sorted> inOrder() {
        Comparator<Sorted> keyed = (a, b) -> byKey.compare(a.key(), b.key());
        return keyed.thenComparing(sorted -> sorted.match().docId(), DocIdOrder::compare);
    }
}
