package io.trovex.index.generation;

import io.trovex.stage.generation.GenerationLife;
import io.trovex.stage.generation.GenerationState;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/** Says until when a generation that does not serve stays current. */
@Component
@EnableConfigurationProperties(RollbackProperties.class)
class RollbackWindow {
    private final RollbackProperties properties;

    RollbackWindow(RollbackProperties properties) {
        this.properties = properties;
    }

    /** Empty while it serves, is built or tried. */
    Optional<Instant> end(GenerationLife life) {
        Duration window = life.served() ? properties.window() : properties.candidateWindow();
        return window.isZero() || life.state() != GenerationState.READY
                ? Optional.empty()
                : Optional.of(life.decidedAt().plus(window));
    }
}
