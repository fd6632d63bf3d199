package io.trovex.ingest.ledger;

import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/**
 * The ledger at one moment.
 *
 * @param asOf when the log was last heard
 * @param complete whether everything has been read that was in the log when this process began; before that, ends are
 *     missing that are merely unread
 */
public record LedgerAccount(Instant asOf, boolean complete, List<PartitionAccount> partitions) {
    public LedgerAccount {
        partitions = List.copyOf(partitions);
    }

    public long submitted() {
        return sum(PartitionAccount::submitted);
    }

    public long settled() {
        return sum(PartitionAccount::settled);
    }

    public long inFlight() {
        return sum(PartitionAccount::inFlight);
    }

    public Map<End, Long> ends() {
        EnumMap<End, Long> totals = new EnumMap<>(End.class);
        partitions.forEach(partition -> partition.ends().forEach((end, count) -> totals.merge(end, count, Long::sum)));
        return totals;
    }

    public boolean isBalanced() {
        return partitions.stream().allMatch(PartitionAccount::isBalanced);
    }

    private long sum(ToLongFunction<PartitionAccount> count) {
        return partitions.stream().mapToLong(count).sum();
    }
}
