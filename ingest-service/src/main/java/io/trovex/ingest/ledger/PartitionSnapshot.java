package io.trovex.ingest.ledger;

import java.util.Map;

/**
 * All that is known of one partition's offsets, to go on from after a restart.
 *
 * @param opening the first offset accounted for
 * @param next the first offset not read yet
 * @param ends portable Roaring bitmaps of offsets
 */
public record PartitionSnapshot(int partition, long opening, long next, Map<End, byte[]> ends) {
    public PartitionSnapshot {
        ends = Map.copyOf(ends);
    }
}
