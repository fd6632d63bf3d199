package io.trovex.stage.generation;

import static org.assertj.core.api.Assertions.assertThat;

import io.trovex.contracts.ArmSearches;
import io.trovex.contracts.CanaryDecided;
import io.trovex.contracts.CanaryStep;
import io.trovex.contracts.Generation;
import io.trovex.contracts.GenerationAction;
import io.trovex.contracts.GenerationDecided;
import io.trovex.contracts.GenerationSpec;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class GenerationsTests {
    private static final GenerationSpec SPEC = new GenerationSpec("model", 4, 192, 0.15, GenerationSpec.ENGLISH);

    private static final ArmSearches NONE = new ArmSearches(0, 0, 0, 0, 0, 0, 0, 0, "");

    private Generations now = Generations.NONE;
    private int proposals;

    @Test
    void theConfiguredGenerationServesFromTheFirstStart() {
        decide("a", GenerationAction.BOOTSTRAP);

        assertThat(now.serving()).isEqualTo("a");
        assertThat(state("a")).isEqualTo(GenerationState.SERVING);
    }

    @Test
    void nothingIsBuiltBesideNothing() {
        assertThat(decide("b", GenerationAction.CREATE)).contains(Refusal.ILLEGAL);
    }

    @Test
    void onlyOneOfTwoFirstStartsCounts() {
        decide("a", GenerationAction.BOOTSTRAP);

        assertThat(decide("b", GenerationAction.BOOTSTRAP)).contains(Refusal.EXISTS);
        assertThat(now.serving()).isEqualTo("a");
    }

    @Test
    void aPromotionReplacesTheServingOneInOneStepAndARollbackBringsItBack() {
        promoteB();

        assertThat(now.serving()).isEqualTo("b");
        assertThat(now.previous()).isEqualTo("a");
        assertThat(state("a")).isEqualTo(GenerationState.READY);

        assertThat(decide("b", GenerationAction.ROLLBACK)).isEmpty();

        assertThat(now.serving()).isEqualTo("a");
        assertThat(now.previous()).isNull();
        assertThat(state("b")).isEqualTo(GenerationState.READY);
    }

    @Test
    void theOneThatServesIsTheFirstOfThoseThatAreCurrent() {
        Generation configured = new Generation("c", "model", 4);
        assertThat(now.current(configured)).containsExactly(configured);

        promoteB();
        assertThat(now.current(configured)).extracting(Generation::id).containsExactly("b", "a");

        decide("a", GenerationAction.RETIRE);
        assertThat(now.current(configured)).extracting(Generation::id).containsExactly("b");
    }

    @Test
    void whatIsBuildingCannotServeAndWhatServesCannotRetire() {
        decide("a", GenerationAction.BOOTSTRAP);
        decide("b", GenerationAction.CREATE);

        assertThat(decide("b", GenerationAction.PROMOTE)).contains(Refusal.ILLEGAL);
        assertThat(decide("a", GenerationAction.RETIRE)).contains(Refusal.ILLEGAL);
        assertThat(decide("c", GenerationAction.PROMOTE)).contains(Refusal.UNKNOWN);
    }

    @Test
    void nothingReturnsToARetiredGeneration() {
        promoteB();
        decide("a", GenerationAction.RETIRE);

        assertThat(now.previous()).isNull();
        assertThat(decide("b", GenerationAction.ROLLBACK)).contains(Refusal.ILLEGAL);
    }

    @Test
    void ofTwoOperatorsAtOnceTheFirstInTheLogDecides() {
        decide("a", GenerationAction.BOOTSTRAP);
        decide("b", GenerationAction.CREATE);
        decide("c", GenerationAction.CREATE);
        decide("b", GenerationAction.READY);
        decide("c", GenerationAction.READY);
        GenerationDecided one = proposal("b", GenerationAction.PROMOTE, now.revision());
        GenerationDecided other = proposal("c", GenerationAction.PROMOTE, now.revision());

        now = now.after(one);

        assertThat(now.refusal(other)).contains(Refusal.OVERTAKEN);
        assertThat(now.after(other)).isSameAs(now);
    }

    @Test
    void aPausedOneIsNotReady() {
        decide("a", GenerationAction.BOOTSTRAP);
        decide("b", GenerationAction.CREATE);
        decide("b", GenerationAction.PAUSE);

        assertThat(decide("b", GenerationAction.READY)).contains(Refusal.ILLEGAL);
        assertThat(decide("b", GenerationAction.RESUME)).isEmpty();
        assertThat(decide("b", GenerationAction.READY)).isEmpty();
    }

    @Test
    void anotherMayPauseWhatIsPausedAndThenItIsTheirs() {
        decide("a", GenerationAction.BOOTSTRAP);
        decide("b", GenerationAction.CREATE);
        now = now.after(proposal("b", GenerationAction.PAUSE, now.revision(), "build-throttle"));

        assertThat(decide("b", GenerationAction.PAUSE)).isEmpty();
        assertThat(life("b").paused()).isTrue();
        assertThat(life("b").decisions().getLast().by()).isEqualTo("test");
        assertThat(decide("b", GenerationAction.PAUSE)).contains(Refusal.ILLEGAL);
    }

    @Test
    void aCanaryGoesThroughItsStepsInTheirOrderWhoeverTakesThem() {
        canaryB();
        assertThat(decide("a", GenerationAction.RETIRE)).contains(Refusal.ILLEGAL);

        step(CanaryStep.ADVANCED, 1, 1);
        assertThat(life("b").canary()).as("it has not started").isEmpty();
        step(CanaryStep.STARTED, 0, 2);
        step(CanaryStep.STARTED, 0, 3);
        step(CanaryStep.ADVANCED, 1, 4);
        step(CanaryStep.ADVANCED, 1, 5);
        step(CanaryStep.COMPLETED, 1, 6);
        step(CanaryStep.COMPLETED, 1, 7);

        assertThat(life("b").canary())
                .extracting(CanaryDecided::decision)
                .containsExactly(CanaryStep.STARTED, CanaryStep.ADVANCED, CanaryStep.COMPLETED);
        assertThat(state("b")).isEqualTo(GenerationState.CANARY);
        assertThat(decide("b", GenerationAction.PROMOTE)).isEmpty();
        assertThat(now.serving()).isEqualTo("b");
        assertThat(now.previous()).isEqualTo("a");
    }

    @Test
    void aFailingCanaryIsReadyAgainAndMayBeTriedAgain() {
        canaryB();
        step(CanaryStep.STARTED, 0, 1);
        step(CanaryStep.ROLLED_BACK, 0, 2);

        assertThat(state("b")).isEqualTo(GenerationState.READY);
        assertThat(life("b").lastStep().orElseThrow().cause()).isEqualTo("failures");
        assertThat(now.serving()).isEqualTo("a");

        assertThat(decide("b", GenerationAction.CANARY)).isEmpty();
        assertThat(life("b").canary()).isEmpty();
        step(CanaryStep.STARTED, 0, 10);
        step(CanaryStep.ROLLED_BACK, 0, 9);
        assertThat(state("b")).as("that one was of the canary before").isEqualTo(GenerationState.CANARY);
    }

    @Test
    void aRollbackCountsThoughItsClockTrailsAndNotForAnotherCanary() {
        canaryB();
        step(CanaryStep.STARTED, 0, 10);
        Instant started = Instant.EPOCH.plusSeconds(10);
        step(CanaryStep.ROLLED_BACK, 0, 20, Instant.EPOCH);
        assertThat(state("b")).as("that one was of the canary before").isEqualTo(GenerationState.CANARY);

        step(CanaryStep.ADVANCED, 1, 21, Instant.EPOCH);
        assertThat(life("b").canary()).hasSize(1);

        step(CanaryStep.ROLLED_BACK, 0, 9, started);
        assertThat(state("b")).isEqualTo(GenerationState.READY);
    }

    @Test
    void aPersonEndsACanaryByRollingItBackAndThereIsOneAtATime() {
        canaryB();
        decide("c", GenerationAction.CREATE);
        decide("c", GenerationAction.READY);
        assertThat(decide("c", GenerationAction.CANARY)).contains(Refusal.ILLEGAL);

        assertThat(decide("b", GenerationAction.ROLLBACK)).isEmpty();
        assertThat(state("b")).isEqualTo(GenerationState.READY);
        assertThat(now.serving()).isEqualTo("a");
        assertThat(decide("b", GenerationAction.ROLLBACK)).contains(Refusal.ILLEGAL);
        step(CanaryStep.STARTED, 0, 1);
        assertThat(life("b").canary()).as("it is over").isEmpty();
        assertThat(decide("c", GenerationAction.CANARY)).isEmpty();
    }

    @Test
    void aCanaryEndsWhenAnotherThanItsOpponentServes() {
        canaryB();
        decide("c", GenerationAction.CREATE);
        decide("c", GenerationAction.READY);

        assertThat(decide("c", GenerationAction.PROMOTE)).isEmpty();

        assertThat(state("b")).isEqualTo(GenerationState.READY);
    }

    @RepeatedTest(200)
    void anyOrderOfProposalsLeavesExactlyOneServing(RepetitionInfo repetition) {
        RandomGenerator random = RandomGeneratorFactory.getDefault().create(repetition.getCurrentRepetition());
        List<String> ids = List.of("a", "b", "c");
        GenerationAction[] actions = GenerationAction.values();
        decide("a", GenerationAction.BOOTSTRAP);
        for (int i = 0; i < 300; i++) {
            long revision = Math.max(0, now.revision() - (random.nextInt(4) == 0 ? 1 : 0));
            now = now.after(
                    proposal(ids.get(random.nextInt(ids.size())), actions[random.nextInt(actions.length)], revision));

            assertThat(now.lives().values())
                    .filteredOn(life -> life.state() == GenerationState.SERVING)
                    .extracting(GenerationLife::id)
                    .containsExactly(Objects.requireNonNull(now.serving()));
            assertThat(now.lives().values())
                    .filteredOn(life -> life.state() == GenerationState.CANARY)
                    .hasSizeLessThan(2);
            if (now.previous() != null) {
                assertThat(state(now.previous())).isIn(GenerationState.READY, GenerationState.CANARY);
            }
        }
    }

    private void promoteB() {
        decide("a", GenerationAction.BOOTSTRAP);
        decide("b", GenerationAction.CREATE);
        decide("b", GenerationAction.READY);
        decide("b", GenerationAction.PROMOTE);
    }

    private void canaryB() {
        decide("a", GenerationAction.BOOTSTRAP);
        decide("b", GenerationAction.CREATE);
        decide("b", GenerationAction.READY);
        assertThat(decide("b", GenerationAction.CANARY)).isEmpty();
    }

    private void step(CanaryStep decision, int step, int second) {
        step(decision, step, second, null);
    }

    private void step(CanaryStep decision, int step, int second, @Nullable Instant started) {
        boolean back = decision == CanaryStep.ROLLED_BACK;
        Instant at = Instant.EPOCH.plusSeconds(second);
        String cause = back ? "failures" : null;
        now = now.after(new CanaryDecided(
                "b", decision, 5, step, at, cause, null, null, List.of(), Map.of(), NONE, started, at));
    }

    private GenerationLife life(String id) {
        return now.find(id).orElseThrow();
    }

    private Optional<Refusal> decide(String id, GenerationAction action) {
        GenerationDecided decided = proposal(id, action, now.revision());
        Optional<Refusal> refusal = now.refusal(decided);
        now = now.after(decided);
        return refusal;
    }

    private GenerationDecided proposal(String id, GenerationAction action, long revision) {
        return proposal(id, action, revision, "test");
    }

    private GenerationDecided proposal(String id, GenerationAction action, long revision, String by) {
        boolean begins = action == GenerationAction.BOOTSTRAP || action == GenerationAction.CREATE;
        return new GenerationDecided(
                "%016x".formatted(proposals++),
                id,
                action,
                revision,
                begins ? SPEC : null,
                by,
                null,
                List.of(),
                Instant.EPOCH);
    }

    private GenerationState state(String id) {
        return now.find(id).orElseThrow().state();
    }
}
