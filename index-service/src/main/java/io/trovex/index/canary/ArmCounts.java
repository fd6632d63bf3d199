package io.trovex.index.canary;

/**
 * What the searches of one generation came to since a step began.
 *
 * @param searches all of them
 * @param failuresInARow those that failed without another outcome after them
 */
public record ArmCounts(
        long searches, long empty, long degraded, long failed, int failuresInARow, Latencies latencies) {
    public static final ArmCounts NONE = new ArmCounts(0, 0, 0, 0, 0, Latencies.NONE);

    /** Adds what another process, or an earlier step, saw; the longer row of failures counts. */
    public ArmCounts plus(ArmCounts other) {
        return new ArmCounts(
                searches + other.searches,
                empty + other.empty,
                degraded + other.degraded,
                failed + other.failed,
                Math.max(failuresInARow, other.failuresInARow),
                latencies.plus(other.latencies));
    }
}
