package io.trovex.stage.generation;

import static org.assertj.core.api.Assertions.assertThat;

import io.trovex.contracts.GenerationAction;
import io.trovex.contracts.GenerationDecided;
import io.trovex.contracts.GenerationSpec;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class GenerationsTests {
    private static final GenerationSpec SPEC = new GenerationSpec("model", 4, 192, 0.15, GenerationSpec.ENGLISH);

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
            if (now.previous() != null) {
                assertThat(state(now.previous())).isEqualTo(GenerationState.READY);
            }
        }
    }

    private void promoteB() {
        decide("a", GenerationAction.BOOTSTRAP);
        decide("b", GenerationAction.CREATE);
        decide("b", GenerationAction.READY);
        decide("b", GenerationAction.PROMOTE);
    }

    private Optional<Refusal> decide(String id, GenerationAction action) {
        GenerationDecided decided = proposal(id, action, now.revision());
        Optional<Refusal> refusal = now.refusal(decided);
        now = now.after(decided);
        return refusal;
    }

    private GenerationDecided proposal(String id, GenerationAction action, long revision) {
        boolean begins = action == GenerationAction.BOOTSTRAP || action == GenerationAction.CREATE;
        return new GenerationDecided(
                "%016x".formatted(proposals++),
                id,
                action,
                revision,
                begins ? SPEC : null,
                "test",
                null,
                List.of(),
                Instant.EPOCH);
    }

    private GenerationState state(String id) {
        return now.find(id).orElseThrow().state();
    }
}
