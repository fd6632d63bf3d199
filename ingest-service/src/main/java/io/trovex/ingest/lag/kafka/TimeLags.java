package io.trovex.ingest.lag.kafka;

import io.trovex.ingest.lag.LagSample;
import io.trovex.ingest.log.LogReader;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** For how long the first uncommitted records have waited; each is looked up in the log once. Not thread-safe. */
final class TimeLags {
    /** The first uncommitted record of a partition and when it was written. */
    private record Waiting(long committed, Instant since) {}

    private final Map<GroupPartition, Waiting> waiting = new HashMap<>();

    /**
     * Absent if the record does not come in time.
     *
     * @param start of the partition's log
     */
    @Nullable
    Double seconds(GroupPartition watched, LagSample sample, long start, LogReader log) {
        if (sample.lag() == 0) {
            waiting.remove(watched);
            return 0.0;
        }
        Waiting known = waiting.get(watched);
        if (known == null || known.committed() != sample.committed()) {
            known = log.first(watched.partition(), Math.max(start, sample.committed()))
                    .map(record -> new Waiting(sample.committed(), Instant.ofEpochMilli(record.timestamp())))
                    .orElse(null);
            if (known == null) {
                return null;
            }
            waiting.put(watched, known);
        }
        return Math.max(0, Duration.between(known.since(), sample.at()).toMillis()) / 1000.0;
    }
}
