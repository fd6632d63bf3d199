package io.trovex.benchmarks.canary;

import io.trovex.index.canary.RollbackCause;
import java.time.Duration;

/**
 * How much of one signal two generations show.
 *
 * @param candidate share of its searches, 0 to 1
 */
record SignalRates(RollbackCause cause, double candidate, double serving) {
    /** What a slow answer of the simulation takes longer: far over every threshold that these times lead to. */
    private static final Duration SLOWER = Duration.ofMillis(200);

    Behaviour ofCandidate() {
        return of(candidate);
    }

    Behaviour ofServing() {
        return of(serving);
    }

    private Behaviour of(double rate) {
        return switch (cause) {
            case FAILURES, CONSECUTIVE_FAILURES -> Behaviour.failing(rate);
            case DEGRADED_ANSWERS -> new Behaviour(0, rate, 0, 0, Duration.ZERO);
            case EMPTY_ANSWERS -> new Behaviour(0, 0, rate, 0, Duration.ZERO);
            case SLOW_ANSWERS -> new Behaviour(0, 0, 0, rate, SLOWER);
        };
    }
}
