package io.trovex.benchmarks.canary;

import io.trovex.index.canary.ArmCounts;
import io.trovex.index.canary.ArmRecorder;
import io.trovex.index.canary.Latencies;
import io.trovex.index.canary.Outcome;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/** Counts what simulated searches come to; without their times, which take most of the time of a simulation, if it can. */
final class Arm {
    private final boolean timed;
    private final ArmRecorder recorder = new ArmRecorder();
    private final Map<Outcome, Long> outcomes = new EnumMap<>(Outcome.class);
    private long searches;
    private int failuresInARow;

    Arm(boolean timed) {
        this.timed = timed;
    }

    boolean isTimed() {
        return timed;
    }

    /** @param took of no account if it is not timed */
    void add(Outcome outcome, Duration took) {
        if (timed) {
            recorder.add(outcome, took);
            return;
        }
        searches++;
        failuresInARow = outcome == Outcome.FAILED ? failuresInARow + 1 : 0;
        if (outcome != Outcome.ANSWERED) {
            outcomes.merge(outcome, 1L, Long::sum);
        }
    }

    ArmCounts counts() {
        return timed
                ? recorder.counts()
                : new ArmCounts(
                        searches,
                        outcomes.getOrDefault(Outcome.EMPTY, 0L),
                        outcomes.getOrDefault(Outcome.DEGRADED, 0L),
                        outcomes.getOrDefault(Outcome.FAILED, 0L),
                        failuresInARow,
                        Latencies.NONE);
    }
}
