package io.trovex.stage.generation;

import io.trovex.contracts.CanaryDecided;
import io.trovex.contracts.CanaryStep;
import io.trovex.contracts.GateCheck;
import io.trovex.contracts.Generation;
import io.trovex.contracts.GenerationAction;
import io.trovex.contracts.GenerationDecided;
import io.trovex.contracts.GenerationSpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One generation and what was decided about it.
 *
 * @param paused its building stands still
 * @param served it serves or has served: what it says of documents counts
 * @param decisions that took effect, the first and the latest of them
 * @param checks of the last gate that it was put to
 * @param canary what became of its last canary, step by step
 */
public record GenerationLife(
        String id,
        GenerationSpec spec,
        GenerationState state,
        boolean paused,
        boolean served,
        List<GenerationDecided> decisions,
        List<GateCheck> checks,
        List<CanaryDecided> canary) {
    /** More of them tell nobody more. */
    private static final int MOST_DECISIONS = 100;

    static GenerationLife begin(GenerationDecided decided, GenerationSpec spec) {
        boolean serves = decided.action() == GenerationAction.BOOTSTRAP;
        return new GenerationLife(
                decided.generation(),
                spec,
                serves ? GenerationState.SERVING : GenerationState.BUILDING,
                false,
                serves,
                List.of(decided),
                List.of(),
                List.of());
    }

    GenerationLife in(GenerationState next, GenerationDecided decided) {
        return new GenerationLife(
                id,
                spec,
                next,
                paused && next == GenerationState.BUILDING,
                served || next == GenerationState.SERVING,
                with(decided),
                decided.checks().isEmpty() ? checks : decided.checks(),
                decided.action() == GenerationAction.CANARY ? List.of() : canary);
    }

    /** The same after a step of its canary; empty if another decision came first. */
    Optional<GenerationLife> after(CanaryDecided step) {
        if (state != GenerationState.CANARY || !goesOn(step)) {
            return Optional.empty();
        }
        List<CanaryDecided> all = new ArrayList<>(canary);
        all.add(step);
        GenerationState next = step.keepsItsUsers() ? GenerationState.CANARY : GenerationState.READY;
        return Optional.of(new GenerationLife(id, spec, next, paused, served, decisions, checks, List.copyOf(all)));
    }

    /** The newest decision of its last canary; empty before the first share of users. */
    public Optional<CanaryDecided> lastStep() {
        return canary.isEmpty() ? Optional.empty() : Optional.of(canary.getLast());
    }

    /** When it came to the state that it is in, by the clocks of those who decided. */
    public Instant decidedAt() {
        Instant ordered = decisions.getLast().decidedAt();
        return lastStep()
                .map(CanaryDecided::decidedAt)
                .filter(ordered::isBefore)
                .orElse(ordered);
    }

    private boolean goesOn(CanaryDecided step) {
        if (canary.isEmpty()) {
            return step.decision() == CanaryStep.STARTED;
        }
        Instant started = canary.getFirst().decidedAt();
        if (step.startedAt() != null && !step.startedAt().equals(started)) {
            // one that could not be written in time is of the canary before
            return false;
        }
        CanaryDecided last = canary.getLast();
        return switch (step.decision()) {
            case STARTED -> false;
            case ADVANCED -> step.step() == last.step() + 1;
            case COMPLETED -> step.step() == last.step() && last.decision() != CanaryStep.COMPLETED;
            // clocks of two processes may differ: they tell nothing where the step names its canary
            case ROLLED_BACK -> step.startedAt() != null || !step.decidedAt().isBefore(started);
        };
    }

    GenerationLife paused(boolean stands, GenerationDecided decided) {
        return new GenerationLife(id, spec, state, stands, served, with(decided), checks, canary);
    }

    /** Also where somebody else has paused it, who then may not let it go on unasked. */
    public boolean mayBePausedBy(String who) {
        return state == GenerationState.BUILDING
                && (!paused || !decisions.getLast().by().equals(who));
    }

    public Generation generation() {
        return new Generation(id, spec.model(), spec.dimension(), spec.analyzer(), spec.engine());
    }

    private List<GenerationDecided> with(GenerationDecided decided) {
        List<GenerationDecided> all = new ArrayList<>(decisions);
        all.add(decided);
        if (all.size() > MOST_DECISIONS) {
            all.remove(1);
        }
        return List.copyOf(all);
    }
}
