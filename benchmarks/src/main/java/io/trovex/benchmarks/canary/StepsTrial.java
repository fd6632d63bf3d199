package io.trovex.benchmarks.canary;

import io.trovex.index.canary.ArmCounts;
import io.trovex.index.canary.CanaryJudge;
import io.trovex.index.canary.CanaryProgress;
import io.trovex.index.canary.CanarySettings;
import io.trovex.index.canary.CanaryVerdict;
import io.trovex.index.canary.Latencies;
import java.time.Duration;
import java.time.Instant;
import java.util.SplittableRandom;

/** One canary from its first step to its end, judged every second as the service does it. */
final class StepsTrial {
    private static final Instant START = Instant.EPOCH;

    private final CanarySettings settings;
    private final CanaryJudge judge;
    private final ErrorRates rates;
    private final int searchesPerSecond;

    /**
     * How it ended.
     *
     * @param step that it was at
     * @param candidateSearches that the candidate had got
     * @param candidateErrors those that failed
     */
    record End(boolean rolledBack, int step, long candidateSearches, long candidateErrors, Duration after) {}

    StepsTrial(CanarySettings settings, ErrorRates rates, int searchesPerSecond) {
        this.settings = settings;
        this.judge = new CanaryJudge(settings);
        this.rates = rates;
        this.searchesPerSecond = searchesPerSecond;
    }

    End run(SplittableRandom random, Duration longest) {
        CanaryProgress progress = CanaryProgress.begin(START);
        Arm candidate = new Arm();
        Arm serving = new Arm();
        long searches = 0;
        long errors = 0;
        for (Instant now = START; ; now = now.plusSeconds(1)) {
            double share = settings.steps().share(progress.step()).fraction();
            for (int i = 0; i < searchesPerSecond; i++) {
                boolean atCandidate = random.nextDouble() < share;
                (atCandidate ? candidate : serving).add(random.nextDouble() < rates.of(atCandidate));
            }
            CanaryVerdict verdict = judge.judge(progress, candidate.counts(), serving.counts(), now);
            Duration after = Duration.between(START, now);
            boolean rolledBack = verdict instanceof CanaryVerdict.RollBack;
            if (rolledBack || verdict instanceof CanaryVerdict.Complete || after.compareTo(longest) > 0) {
                return new End(
                        rolledBack, progress.step(), searches + candidate.searches, errors + candidate.errors, after);
            }
            if (verdict instanceof CanaryVerdict.Advance) {
                progress = progress.advance(verdict.evidence(), serving.counts(), now);
                searches += candidate.searches;
                errors += candidate.errors;
                candidate = new Arm();
                serving = new Arm();
            }
        }
    }

    private static final class Arm {
        private long searches;
        private long errors;
        private int errorsInARow;

        private void add(boolean failed) {
            searches++;
            errors += failed ? 1 : 0;
            errorsInARow = failed ? errorsInARow + 1 : 0;
        }

        private ArmCounts counts() {
            return new ArmCounts(searches, 0, 0, errors, errorsInARow, Latencies.NONE);
        }
    }
}
