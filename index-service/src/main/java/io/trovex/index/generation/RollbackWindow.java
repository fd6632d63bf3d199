package io.trovex.index.generation;

import io.trovex.contracts.GenerationAction;
import io.trovex.contracts.GenerationDecided;
import io.trovex.stage.generation.GenerationLife;
import io.trovex.stage.generation.GenerationState;
import io.trovex.stage.generation.Generations;
import java.time.Instant;
import java.util.Optional;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/** Says until when a replaced generation stays current. */
@Component
@EnableConfigurationProperties(RollbackProperties.class)
class RollbackWindow {
    private final RollbackProperties properties;

    RollbackWindow(RollbackProperties properties) {
        this.properties = properties;
    }

    /** Empty if nothing would return to the generation, and while it is tried again. */
    Optional<Instant> end(GenerationLife life, Generations all) {
        if (properties.window().isZero()
                || !life.id().equals(all.previous())
                || life.state() != GenerationState.READY) {
            return Optional.empty();
        }
        return life.decisions().stream()
                .filter(decided -> decided.action() == GenerationAction.PROMOTE)
                .map(GenerationDecided::decidedAt)
                .reduce((_, later) -> later)
                .map(replaced -> replaced.plus(properties.window()));
    }
}
