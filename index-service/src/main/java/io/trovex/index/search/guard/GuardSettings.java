package io.trovex.index.search.guard;

import java.time.Duration;

/**
 * When an embedder is no longer asked, and when again.
 *
 * @param window latest calls that count
 * @param minimumCalls before so many, nothing is decided
 * @param failurePercent of those in the window from which on it is not asked
 * @param pause between two tries to reach it again
 * @param probes calls of such a try; it is asked again when fewer than {@code failurePercent} of them fail
 */
public record GuardSettings(int window, int minimumCalls, float failurePercent, Duration pause, int probes) {
    public static final GuardSettings DEFAULTS = new GuardSettings(20, 5, 50, Duration.ofSeconds(1), 3);
}
