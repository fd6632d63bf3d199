package io.trovex.ingest.ledger;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * What became of one partition's submissions.
 *
 * @param opening the first offset accounted for: 0, unless the log has forgotten how older ones ended
 * @param next the first offset not read yet
 * @param ends how many offsets came to each end; every end is present but the one that counts as another
 * @param inFlight how many came to none yet, counted on their own and not as what is left over
 */
public record PartitionAccount(int partition, long opening, long next, Map<End, Long> ends, long inFlight) {
    public PartitionAccount {
        ends = Collections.unmodifiableMap(new EnumMap<>(ends));
    }

    public long submitted() {
        return next - opening;
    }

    public long settled() {
        return ends.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Whether every offset is in exactly one place. */
    public boolean isBalanced() {
        return submitted() == settled() + inFlight;
    }
}
