package io.trovex.benchmarks.canary;

/** A rule that watches one canary. */
interface Check {
    /** Whether to roll back, now that one more search has come to its end. */
    boolean rollsBackAfter(boolean atCandidate, boolean failed);
}
