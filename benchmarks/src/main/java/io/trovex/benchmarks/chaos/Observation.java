package io.trovex.benchmarks.chaos;

import java.util.List;

/**
 * What the pipeline holds of one document in the end.
 *
 * @param found the sequence number of each hit that a search for the document's own word gives
 * @param status what the status endpoint says; empty when it knows nothing
 * @param deadLetters how many dead letters carry its id
 */
record Observation(List<Integer> found, String status, int deadLetters) {}
