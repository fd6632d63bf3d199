package io.trovex.benchmarks.canary;

import java.util.ArrayDeque;
import java.util.Deque;

/** What is common: every minute, roll back if over the last window the candidate's error rate exceeds twice the other's. */
final class FixedThresholdCheck implements Check {
    private static final double TOLERATED = 2;

    private final int searchesPerMinute;
    private final int windowMinutes;
    private final Deque<Counts> minutes = new ArrayDeque<>();
    private final Counts window = new Counts();
    private Counts minute = new Counts();

    private static final class Counts {
        private long candidate;
        private long candidateErrors;
        private long serving;
        private long servingErrors;

        private void add(Counts other, int sign) {
            candidate += sign * other.candidate;
            candidateErrors += sign * other.candidateErrors;
            serving += sign * other.serving;
            servingErrors += sign * other.servingErrors;
        }
    }

    FixedThresholdCheck(int searchesPerMinute, int windowMinutes) {
        this.searchesPerMinute = searchesPerMinute;
        this.windowMinutes = windowMinutes;
    }

    @Override
    public boolean rollsBackAfter(boolean atCandidate, boolean failed) {
        if (atCandidate) {
            minute.candidate++;
            minute.candidateErrors += failed ? 1 : 0;
        } else {
            minute.serving++;
            minute.servingErrors += failed ? 1 : 0;
        }
        return minute.candidate + minute.serving == searchesPerMinute && rollsBackAfterMinute();
    }

    private boolean rollsBackAfterMinute() {
        minutes.addLast(minute);
        window.add(minute, 1);
        minute = new Counts();
        if (minutes.size() > windowMinutes) {
            window.add(minutes.removeFirst(), -1);
        }
        return minutes.size() == windowMinutes
                && window.candidateErrors * (double) window.serving
                        > TOLERATED * window.servingErrors * window.candidate;
    }
}
