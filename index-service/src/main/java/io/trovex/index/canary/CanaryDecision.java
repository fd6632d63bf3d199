package io.trovex.index.canary;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A canary began, went on to its next step, or ended.
 *
 * @param candidate id of the generation that is tried
 * @param share of the users that try it from now on
 * @param progress from which it could go on
 * @param startedAt when the canary began: tells it from others of the candidate
 * @param verdict that led to it; absent at the start
 */
public record CanaryDecision(
        String candidate,
        Kind kind,
        Share share,
        CanaryProgress progress,
        Instant startedAt,
        @Nullable CanaryVerdict verdict,
        Instant decidedAt) {
    /** What was decided. */
    public enum Kind {
        STARTED,
        ADVANCED,
        /** Every step is passed: it keeps everybody until it is promoted. */
        COMPLETED,
        ROLLED_BACK
    }
}
