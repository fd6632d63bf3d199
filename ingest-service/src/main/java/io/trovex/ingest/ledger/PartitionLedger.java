package io.trovex.ingest.ledger;

import java.util.EnumMap;
import java.util.Map;
import org.roaringbitmap.longlong.LongIterator;
import org.roaringbitmap.longlong.Roaring64NavigableMap;

/**
 * The offsets of one partition of submissions: one bitmap for each end and one for those in flight, disjoint, together
 * every offset from {@code opening} to {@code next}. An end may be told before the submission is read; it counts from
 * then on. Not thread-safe.
 */
final class PartitionLedger {
    private final int partition;
    private final EnumMap<End, Roaring64NavigableMap> ends = new EnumMap<>(End.class);
    private final Roaring64NavigableMap inFlight = new Roaring64NavigableMap();
    private long opening;
    private long next;

    PartitionLedger(int partition, long opening) {
        this.partition = partition;
        this.opening = opening;
        this.next = opening;
        for (End end : End.values()) {
            ends.put(end, new Roaring64NavigableMap());
        }
    }

    /** Goes on from a snapshot. */
    PartitionLedger(PartitionSnapshot snapshot) {
        this(snapshot.partition(), snapshot.opening());
        next = snapshot.next();
        snapshot.ends().forEach((end, bitmap) -> bitmaps(end).or(OffsetBitmaps.read(bitmap)));
        inFlight.or(OffsetBitmaps.range(opening, next));
        ends.values().forEach(inFlight::andNot);
    }

    /** Reading on found a submission here: what lies between was removed by compaction, for a newer one of its key. */
    void submitted(long offset) {
        if (offset < next) {
            return;
        }
        long expected = next;
        next = offset + 1;
        vanished(expected, offset);
        if (ends.values().stream().noneMatch(end -> end.contains(offset))) {
            inFlight.addLong(offset);
        }
    }

    void settled(long offset, End end) {
        if (offset < opening) {
            return;
        }
        for (Map.Entry<End, Roaring64NavigableMap> known : ends.entrySet()) {
            if (known.getValue().contains(offset)) {
                if (known.getKey().compareTo(end) >= 0) {
                    return;
                }
                known.getValue().removeLong(offset);
            }
        }
        bitmaps(end).addLong(offset);
        inFlight.removeLong(offset);
    }

    /** The log no longer holds any record from {@code from} to before {@code to}. */
    void vanished(long from, long to) {
        if (from >= to) {
            return;
        }
        Roaring64NavigableMap gone = OffsetBitmaps.range(from, to);
        ends.values().forEach(gone::andNot);
        bitmaps(End.COMPACTED).or(gone);
        inFlight.andNot(gone);
    }

    /** Accounts for nothing before the offset: the log has forgotten how that ended. */
    void openAt(long offset) {
        if (offset <= opening) {
            return;
        }
        Roaring64NavigableMap before = OffsetBitmaps.range(opening, offset);
        ends.values().forEach(end -> end.andNot(before));
        inFlight.andNot(before);
        opening = offset;
        next = Math.max(next, offset);
    }

    long next() {
        return next;
    }

    long inFlight() {
        return inFlight.getLongCardinality();
    }

    long inFlightBefore(long offset) {
        return OffsetBitmaps.countBefore(inFlight, offset);
    }

    /** In ascending order. */
    LongIterator offsetsInFlight() {
        return inFlight.getLongIterator();
    }

    PartitionAccount account() {
        EnumMap<End, Long> counts = new EnumMap<>(End.class);
        for (Map.Entry<End, Roaring64NavigableMap> end : ends.entrySet()) {
            End counted = end.getKey() == End.COMPACTED ? End.SUPERSEDED : end.getKey();
            counts.merge(counted, OffsetBitmaps.countBefore(end.getValue(), next), Long::sum);
        }
        return new PartitionAccount(partition, opening, next, counts, inFlight());
    }

    PartitionSnapshot snapshot() {
        EnumMap<End, byte[]> bitmaps = new EnumMap<>(End.class);
        ends.forEach((end, offsets) -> bitmaps.put(end, OffsetBitmaps.write(offsets)));
        return new PartitionSnapshot(partition, opening, next, bitmaps);
    }

    private Roaring64NavigableMap bitmaps(End end) {
        return ends.computeIfAbsent(end, _ -> new Roaring64NavigableMap());
    }
}
