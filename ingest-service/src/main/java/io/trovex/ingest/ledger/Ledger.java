package io.trovex.ingest.ledger;

import io.trovex.contracts.Origin;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.roaringbitmap.longlong.LongIterator;

/**
 * What became of every submitted offset. Facts may come in any order across topics and any number of times: the account
 * is the same. Thread-safe.
 */
public final class Ledger {
    private final TreeMap<Integer, PartitionLedger> partitions = new TreeMap<>();
    private Instant asOf = Instant.EPOCH;
    private boolean complete;

    /** Starts over, from what an earlier process knew. */
    public synchronized void restore(Collection<PartitionSnapshot> snapshots) {
        partitions.clear();
        complete = false;
        snapshots.forEach(snapshot -> partitions.put(snapshot.partition(), new PartitionLedger(snapshot)));
    }

    /** Accounts for nothing of the partition before the offset. */
    public synchronized void open(int partition, long opening) {
        partitions
                .computeIfAbsent(partition, number -> new PartitionLedger(number, opening))
                .openAt(opening);
    }

    /** The next submission of the partition lies at the offset; submissions come in the order of their offsets. */
    public synchronized void submitted(int partition, long offset) {
        PartitionLedger ledger = partitions.get(partition);
        if (ledger != null) {
            ledger.submitted(offset);
        }
    }

    /** Returns false if there is no such partition of submissions. */
    public synchronized boolean settled(Origin origin, End end) {
        PartitionLedger ledger = partitions.get(origin.partition());
        if (ledger != null) {
            ledger.settled(origin.offset(), end);
        }
        return ledger != null;
    }

    /** Compaction has removed every submission from {@code from} to before {@code to}. */
    public synchronized void vanished(int partition, long from, long to) {
        PartitionLedger ledger = partitions.get(partition);
        if (ledger != null) {
            ledger.vanished(from, to);
        }
    }

    /** The log has been heard, and all that it told is in here. */
    public synchronized void heard(Instant at, boolean everything) {
        asOf = at;
        complete = everything;
    }

    /** Whether everything has been read that was in the log when reading began. */
    public synchronized boolean isComplete() {
        return complete;
    }

    /** The first offset of the partition not read yet. */
    public synchronized long next(int partition) {
        PartitionLedger ledger = partitions.get(partition);
        return ledger == null ? 0 : ledger.next();
    }

    /**
     * Submissions in flight, with those that are known to be in the log but have not been read from it.
     *
     * @param ends for some partitions an offset before which the log is known to be full
     */
    public synchronized long inFlight(Map<Integer, Long> ends) {
        long depth = 0;
        for (Map.Entry<Integer, PartitionLedger> each : partitions.entrySet()) {
            PartitionLedger ledger = each.getValue();
            depth += ledger.inFlight() + Math.max(0, ends.getOrDefault(each.getKey(), 0L) - ledger.next());
        }
        return depth;
    }

    /** How many submissions of the partition before the offset are in flight. */
    public synchronized long inFlightBefore(int partition, long offset) {
        PartitionLedger ledger = partitions.get(partition);
        return ledger == null ? 0 : ledger.inFlightBefore(offset);
    }

    /** The first of those, in ascending order. */
    public synchronized List<Long> offsetsInFlightBefore(int partition, long offset, int most) {
        PartitionLedger ledger = partitions.get(partition);
        List<Long> offsets = new ArrayList<>();
        if (ledger != null) {
            LongIterator each = ledger.offsetsInFlight();
            while (each.hasNext() && offsets.size() < most) {
                long next = each.next();
                if (next >= offset) {
                    break;
                }
                offsets.add(next);
            }
        }
        return offsets;
    }

    public synchronized LedgerAccount account() {
        return new LedgerAccount(
                asOf,
                complete,
                partitions.values().stream().map(PartitionLedger::account).toList());
    }

    public synchronized List<PartitionSnapshot> snapshot() {
        return partitions.values().stream().map(PartitionLedger::snapshot).toList();
    }
}
