package io.trovex.index.generation;

import io.trovex.stage.generation.GenerationLife;
import io.trovex.stage.generation.Refusal;
import org.jspecify.annotations.Nullable;

/** The log let a decision have no effect. */
public class GenerationRefusedException extends RuntimeException {
    private final Refusal refusal;

    /** @param present the generation as it is */
    GenerationRefusedException(Refusal refusal, @Nullable GenerationLife present) {
        super(present == null ? refusal.name() : "generation %s is %s".formatted(present.id(), present.state()));
        this.refusal = refusal;
    }

    public Refusal refusal() {
        return refusal;
    }
}
