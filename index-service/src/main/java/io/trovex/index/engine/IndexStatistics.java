package io.trovex.index.engine;

import io.trovex.contracts.Generation;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An index in figures, as searches see it.
 *
 * @param committedAt when its last commit reached the disk; null before the first
 * @param offsets next offset of each partition: everything before it is applied and announced
 */
public record IndexStatistics(
        Generation generation,
        int documents,
        int tombstones,
        int passages,
        int segments,
        @Nullable Instant committedAt,
        Map<Integer, Long> offsets) {}
