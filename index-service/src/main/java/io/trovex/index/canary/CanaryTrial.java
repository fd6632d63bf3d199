package io.trovex.index.canary;

import java.time.Duration;
import java.time.Instant;

/** One step of one canary while it lasts: who tries the candidate, and what searches come to meanwhile. Thread-safe. */
public final class CanaryTrial {
    private final String candidate;
    private final CanarySettings settings;
    private final CanaryProgress progress;
    private final UserBuckets buckets;
    private final ArmRecorder tried = new ArmRecorder();
    private final ArmRecorder served = new ArmRecorder();

    /** @param candidate id of the generation that is tried */
    public CanaryTrial(String candidate, CanarySettings settings, CanaryProgress progress) {
        this.candidate = candidate;
        this.settings = settings;
        this.progress = progress;
        this.buckets = new UserBuckets(candidate);
    }

    public String candidate() {
        return candidate;
    }

    public CanaryProgress progress() {
        return progress;
    }

    public Share share() {
        return settings.steps().share(progress.step());
    }

    /** Whether this user's searches go to the candidate: always the same answer, and still so when the share grows. */
    public boolean isTriedBy(String user) {
        return share().covers(buckets.of(user));
    }

    /** Counts a search that was the candidate's, whoever answered it in the end. */
    public void addTried(Outcome outcome, Duration took) {
        tried.add(outcome, took);
    }

    public void addServed(Outcome outcome, Duration took) {
        served.add(outcome, took);
    }

    public CanaryVerdict judge(Instant now) {
        return new CanaryJudge(settings).judge(progress, tried.counts(), served.counts(), now);
    }

    /** The next step, with the evidence of the verdict that led to it. */
    public CanaryTrial next(CanaryVerdict.Advance advance, Instant now) {
        CanaryEvidence evidence = advance.evidence();
        return new CanaryTrial(candidate, settings, progress.advance(evidence, evidence.serving(), now));
    }
}
