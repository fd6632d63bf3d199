package io.trovex.ingest.lag;

import java.time.Instant;

/**
 * One look at a partition of a group that has committed an offset there.
 *
 * @param committed the first offset that the group has not committed
 * @param end the offset after the partition's last record
 * @param owned whether a member of the group has the partition
 */
public record LagSample(Instant at, long committed, long end, boolean owned) {

    public long lag() {
        return Math.max(0, end - committed);
    }
}
