package io.trovex.stage.generation;

import io.trovex.contracts.GateCheck;
import io.trovex.contracts.Generation;
import io.trovex.contracts.GenerationAction;
import io.trovex.contracts.GenerationDecided;
import io.trovex.contracts.GenerationSpec;
import java.util.ArrayList;
import java.util.List;

/**
 * One generation and what was decided about it.
 *
 * @param paused its building stands still
 * @param served it serves or has served: what it says of documents counts
 * @param decisions that took effect, the first and the latest of them
 * @param checks of the last gate that it was put to
 */
public record GenerationLife(
        String id,
        GenerationSpec spec,
        GenerationState state,
        boolean paused,
        boolean served,
        List<GenerationDecided> decisions,
        List<GateCheck> checks) {
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
                decided.checks().isEmpty() ? checks : decided.checks());
    }

    GenerationLife paused(boolean stands, GenerationDecided decided) {
        return new GenerationLife(id, spec, state, stands, served, with(decided), checks);
    }

    public Generation generation() {
        return new Generation(id, spec.model(), spec.dimension());
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
