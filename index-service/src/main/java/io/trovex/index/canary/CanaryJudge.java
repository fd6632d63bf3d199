package io.trovex.index.canary;

import io.trovex.index.canary.CanaryVerdict.Advance;
import io.trovex.index.canary.CanaryVerdict.Complete;
import io.trovex.index.canary.CanaryVerdict.Hold;
import io.trovex.index.canary.CanaryVerdict.RollBack;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Decides what becomes of a canary. Pure, and may be asked as often as one likes: the risks hold all the same. */
public final class CanaryJudge {
    private final CanarySettings settings;

    public CanaryJudge(CanarySettings settings) {
        this.settings = settings;
    }

    /**
     * @param candidate its searches since {@code progress.since()}
     * @param serving those of the serving generation meanwhile
     */
    public CanaryVerdict judge(CanaryProgress progress, ArmCounts candidate, ArmCounts serving, Instant now) {
        Share share = settings.steps().share(progress.step());
        List<Finding> findings = findings(progress, share, candidate, serving);
        CanaryEvidence evidence = new CanaryEvidence(share, candidate, serving, findings);
        if (failsInARow(candidate, serving)) {
            return new RollBack(RollbackCause.CONSECUTIVE_FAILURES, evidence);
        }
        for (Finding finding : findings) {
            if (finding.condemns(settings.risk(finding.signal()))) {
                return new RollBack(RollbackCause.of(finding.signal()), evidence);
            }
        }
        if (candidate.searches() == 0) {
            return new Hold(HoldReason.NO_SEARCHES, evidence);
        }
        if (hasFewSearches(share, candidate, serving)) {
            return new Hold(HoldReason.FEW_SEARCHES, evidence);
        }
        if (Duration.between(progress.since(), now).compareTo(settings.soak()) < 0) {
            return new Hold(HoldReason.SOAKING, evidence);
        }
        if (findings.stream().anyMatch(Finding::raisesDoubt)) {
            return new Hold(HoldReason.DOUBT, evidence);
        }
        return settings.steps().isLast(progress.step())
                ? new Complete(evidence)
                : new Advance(settings.steps().share(progress.step() + 1), evidence);
    }

    /** When the serving generation fails in a row too, something failed that both need. */
    private boolean failsInARow(ArmCounts candidate, ArmCounts serving) {
        int limit = settings.consecutiveFailures();
        return candidate.failuresInARow() >= limit && serving.failuresInARow() < limit;
    }

    private boolean hasFewSearches(Share share, ArmCounts candidate, ArmCounts serving) {
        int minimum = settings.minimumSearches();
        return candidate.searches() < minimum || (!share.equals(Share.ALL) && serving.searches() < minimum);
    }

    private List<Finding> findings(CanaryProgress progress, Share share, ArmCounts candidate, ArmCounts serving) {
        boolean alone = share.equals(Share.ALL);
        ArmCounts other = alone ? progress.baseline() : serving;
        Duration slow = slow(other.latencies());
        List<Finding> findings = new ArrayList<>();
        for (Signal signal : Signal.values()) {
            if (signal == Signal.SLOW && other.latencies().count() < settings.minimumSearches()) {
                continue;
            }
            long at = signal.count(candidate, slow);
            long there = signal.count(other, slow);
            long weighed = alone ? candidate.searches() - at : there;
            double expected = alone ? UpperBound.of(there, other.searches()) : exposure(share, candidate, serving);
            double now = ErrorEvidence.logBayesFactor(at, weighed, expected);
            findings.add(new Finding(signal, at, weighed, expected, progress.earlier(signal) + now));
        }
        return findings;
    }

    /**
     * The candidate's share of users, or of searches if that is more: where its few users search more than others do,
     * more errors are theirs by right.
     */
    private static double exposure(Share share, ArmCounts candidate, ArmCounts serving) {
        long searches = candidate.searches() + serving.searches();
        return searches == 0 ? share.fraction() : Math.max(share.fraction(), (double) candidate.searches() / searches);
    }

    private Duration slow(Latencies usual) {
        Duration p95 = usual.quantile(0.95);
        Duration byFactor = Duration.ofNanos((long) (p95.toNanos() * settings.slowFactor()));
        Duration byMargin = p95.plus(settings.slowMargin());
        return byFactor.compareTo(byMargin) > 0 ? byFactor : byMargin;
    }
}
