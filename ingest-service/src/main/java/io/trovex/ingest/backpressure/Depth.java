package io.trovex.ingest.backpressure;

import java.util.Map;
import java.util.OptionalLong;

/** Counts the documents in flight. */
@FunctionalInterface
public interface Depth {

    /**
     * Empty while nobody knows, because the log is still being read.
     *
     * @param ends for some partitions an offset before which the log is known to be full, read or not
     */
    OptionalLong inFlight(Map<Integer, Long> ends);
}
