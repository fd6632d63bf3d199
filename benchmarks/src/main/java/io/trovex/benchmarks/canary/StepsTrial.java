package io.trovex.benchmarks.canary;

import io.trovex.index.canary.ArmCounts;
import io.trovex.index.canary.CanaryJudge;
import io.trovex.index.canary.CanaryProgress;
import io.trovex.index.canary.CanarySettings;
import io.trovex.index.canary.CanaryVerdict;
import io.trovex.index.canary.RollbackCause;
import java.time.Duration;
import java.time.Instant;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * One canary from its first step to its end, judged as the service does it, if more seldom.
 *
 * @param secondsBetweenLooks of the judge
 * @param timed whether how long searches take is simulated too
 */
record StepsTrial(
        CanarySettings settings,
        Behaviour candidate,
        Behaviour serving,
        int searchesPerSecond,
        int secondsBetweenLooks,
        boolean timed) {
    private static final Instant START = Instant.EPOCH;

    /**
     * How it ended.
     *
     * @param cause of the rollback; null if there was none
     * @param step that it was at
     * @param candidateSearches that the candidate had got
     * @param candidateErrors those that failed
     */
    record End(@Nullable RollbackCause cause, int step, long candidateSearches, long candidateErrors, Duration after) {
        boolean rolledBack() {
            return cause != null;
        }
    }

    End run(SplittableRandom random, Duration longest) {
        CanaryJudge judge = new CanaryJudge(settings);
        CanaryProgress progress = CanaryProgress.begin(START);
        Arm tried = new Arm(timed);
        Arm served = new Arm(timed);
        long searches = 0;
        long errors = 0;
        for (Instant now = START; ; now = now.plusSeconds(secondsBetweenLooks)) {
            double share = settings.steps().share(progress.step()).fraction();
            for (int i = 0; i < searchesPerSecond * secondsBetweenLooks; i++) {
                if (random.nextDouble() < share) {
                    candidate.search(tried, random);
                } else {
                    serving.search(served, random);
                }
            }
            ArmCounts counts = tried.counts();
            CanaryVerdict verdict = judge.judge(progress, counts, served.counts(), now);
            Duration after = Duration.between(START, now);
            RollbackCause cause = verdict instanceof CanaryVerdict.RollBack back ? back.cause() : null;
            if (cause != null || verdict instanceof CanaryVerdict.Complete || after.compareTo(longest) > 0) {
                return new End(cause, progress.step(), searches + counts.searches(), errors + counts.failed(), after);
            }
            if (verdict instanceof CanaryVerdict.Advance) {
                progress = progress.advance(verdict.evidence(), served.counts(), now);
                searches += counts.searches();
                errors += counts.failed();
                tried = new Arm(timed);
                served = new Arm(timed);
            }
        }
    }
}
