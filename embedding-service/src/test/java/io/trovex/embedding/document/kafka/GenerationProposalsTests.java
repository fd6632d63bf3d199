package io.trovex.embedding.document.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.trovex.contracts.GenerationAction;
import io.trovex.contracts.GenerationDecided;
import io.trovex.contracts.GenerationSpec;
import io.trovex.stage.DependencyUnavailableException;
import io.trovex.stage.generation.GenerationState;
import io.trovex.stage.generation.Generations;
import io.trovex.stage.generation.Refusal;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GenerationProposalsTests {
    private static final GenerationSpec SPEC = new GenerationSpec("model", 4, 192, 0.15, GenerationSpec.ENGLISH);

    private final Deque<Runnable> later = new ArrayDeque<>();
    private Generations generations = Generations.NONE
            .after(decided("a", GenerationAction.BOOTSTRAP, 0))
            .after(decided("b", GenerationAction.CREATE, 1));
    private boolean away;
    private int proposed;
    private final GenerationProposals proposals =
            new GenerationProposals(() -> generations, this::take, Clock.systemUTC());

    @Test
    void aCandidateIsFailedHoweverOftenTheBrokerIsAwayOrAnotherDecisionComesFirst() {
        away = true;
        proposals.fail("b", "it throws", later::add);
        proposals.fail("b", "it throws once more", later::add);
        assertThat(later).hasSize(1);
        away = false;
        GenerationDecided pause = decided("b", GenerationAction.PAUSE, 2);
        racing = pause;
        later.remove().run();
        assertThat(generations.find("b").orElseThrow().state()).isEqualTo(GenerationState.BUILDING);

        later.remove().run();

        assertThat(generations.find("b").orElseThrow().state()).isEqualTo(GenerationState.FAILED);
        assertThat(generations.find("b").orElseThrow().decisions().getLast().reason())
                .isEqualTo("it throws");
        assertThat(later).isEmpty();
    }

    @Test
    void whatServesOrIsOverIsNotFailed() {
        proposals.fail("a", "it throws", later::add);
        proposals.fail("gone", "it throws", later::add);
        generations = generations.after(decided("b", GenerationAction.CANCEL, 2));
        proposals.fail("b", "it throws", later::add);

        assertThat(proposed).isZero();
        assertThat(later).isEmpty();
    }

    private GenerationDecided racing = decided("nothing", GenerationAction.PAUSE, 0);

    /** The log: what races with a proposal comes before it. */
    private Optional<Refusal> take(GenerationDecided decided) {
        proposed++;
        if (away) {
            throw new DependencyUnavailableException("broker", "away", null);
        }
        generations = generations.after(racing);
        Optional<Refusal> refusal = generations.refusal(decided);
        generations = generations.after(decided);
        return refusal;
    }

    private static GenerationDecided decided(String generation, GenerationAction action, long revision) {
        boolean first = action == GenerationAction.BOOTSTRAP || action == GenerationAction.CREATE;
        return new GenerationDecided(
                action + "/" + revision,
                generation,
                action,
                revision,
                first ? SPEC : null,
                "test",
                null,
                List.of(),
                Instant.EPOCH);
    }
}
