package io.trovex.index.generation.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import io.trovex.contracts.CanaryDecided;
import io.trovex.contracts.CanaryFinding;
import io.trovex.contracts.CanaryStep;
import io.trovex.index.canary.CanaryEvidence;
import io.trovex.index.canary.CanaryTrial;
import io.trovex.index.canary.CanaryVerdict;
import io.trovex.stage.generation.GenerationLife;
import io.trovex.stage.generation.GenerationState;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The last canary of a generation. While it runs, its counts are those of the process that answers; afterwards, those
 * that the last decision rests on.
 *
 * @param share percent of the users who have the candidate
 * @param exposure part of the searches that went to it, 0 to 1
 * @param hold why it stays at its step
 * @param cause why it was rolled back
 * @param findings the Bayes factors against it, by signal; rolled back where one reaches 1/risk
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record CanaryView(
        @JsonProperty("state") State state,
        @JsonProperty("share") double share,
        @JsonProperty("step") int step,
        @JsonProperty("since") Instant since,
        @JsonProperty("exposure") double exposure,

        @JsonProperty("hold") @Nullable @Schema(example = "soaking")
        String hold,

        @JsonProperty("cause") @Nullable @Schema(example = "failures")
        String cause,

        @JsonProperty("candidate") @Nullable CanarySearches candidate,
        @JsonProperty("serving") @Nullable CanarySearches serving,
        @JsonProperty("findings") List<Finding> findings,
        @JsonProperty("history") List<Step> history) {

    /** How a canary stands. */
    enum State {
        /** Some users have the candidate. */
        @JsonProperty("running")
        RUNNING,
        /** Every step is passed: promoted as soon as the gate lets it. */
        @JsonProperty("passed")
        PASSED,
        /** What its searches came to ended it. */
        @JsonProperty("rolled_back")
        ROLLED_BACK,
        /** An operator ended it. */
        @JsonProperty("ended")
        ENDED
    }

    /** What one signal says of the candidate. */
    record Finding(
            @JsonProperty("signal") String signal,
            @JsonProperty("candidate") long candidate,
            @JsonProperty("others") long others,
            @JsonProperty("expected") double expected,
            @JsonProperty("log_bayes_factor") double logBayesFactor) {}

    /** One decision. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Step(
            @JsonProperty("decision") CanaryStep decision,
            @JsonProperty("share") double share,
            @JsonProperty("cause") @Nullable String cause,
            @JsonProperty("decided_at") Instant decidedAt) {}

    /** Empty if the generation was never tried on users. */
    static Optional<CanaryView> of(GenerationLife life, Optional<CanaryTrial> trial, Instant now) {
        return life.lastStep()
                .map(last -> trial.filter(running -> isTried(life, running))
                        .map(running -> running(life, last, running, now))
                        .orElseGet(() -> decided(life, last)));
    }

    private static boolean isTried(GenerationLife life, CanaryTrial running) {
        return life.state() == GenerationState.CANARY && running.candidate().equals(life.id());
    }

    private static CanaryView running(GenerationLife life, CanaryDecided last, CanaryTrial trial, Instant now) {
        CanaryVerdict verdict = trial.judge(now);
        CanaryEvidence evidence = verdict.evidence();
        CanarySearches candidate = CanarySearches.of(evidence.candidate());
        CanarySearches serving = CanarySearches.of(evidence.serving());
        return new CanaryView(
                state(life, last),
                trial.share().percent(),
                trial.progress().step(),
                trial.progress().since(),
                CanarySearches.exposure(candidate, serving),
                verdict instanceof CanaryVerdict.Hold hold
                        ? hold.reason().name().toLowerCase(Locale.ROOT)
                        : null,
                null,
                candidate,
                serving,
                evidence.findings().stream()
                        .map(found -> new Finding(
                                found.signal().wireName(),
                                found.candidate(),
                                found.others(),
                                found.expected(),
                                found.logBayesFactor()))
                        .toList(),
                history(life));
    }

    private static CanaryView decided(GenerationLife life, CanaryDecided last) {
        CanarySearches candidate = CanarySearches.of(last.candidateSearches());
        CanarySearches serving = CanarySearches.of(last.servingSearches());
        return new CanaryView(
                state(life, last),
                life.state() == GenerationState.CANARY ? last.share() : 0,
                last.step(),
                last.since(),
                CanarySearches.exposure(candidate, serving),
                null,
                last.cause(),
                candidate,
                serving,
                last.findings().stream().map(CanaryView::finding).toList(),
                history(life));
    }

    private static State state(GenerationLife life, CanaryDecided last) {
        return switch (last.decision()) {
            case ROLLED_BACK -> State.ROLLED_BACK;
            case COMPLETED -> State.PASSED;
            case STARTED, ADVANCED -> life.state() == GenerationState.CANARY ? State.RUNNING : State.ENDED;
        };
    }

    private static Finding finding(CanaryFinding found) {
        return new Finding(found.signal(), found.candidate(), found.others(), found.expected(), found.logBayesFactor());
    }

    private static List<Step> history(GenerationLife life) {
        return life.canary().stream()
                .map(step -> new Step(step.decision(), step.share(), step.cause(), step.decidedAt()))
                .toList();
    }
}
