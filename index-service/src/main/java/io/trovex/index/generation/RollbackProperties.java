package io.trovex.index.generation;

import jakarta.validation.constraints.AssertTrue;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How long generations stay current that do not serve: each embeds and indexes every document.
 *
 * @param window that a replaced generation stays current before it is retired; 0 keeps it until somebody retires it
 * @param candidateWindow the same for one that is ready and has never served, since the last decision on it
 */
@Validated
@ConfigurationProperties("trovex.rollback")
record RollbackProperties(
        @DefaultValue("24h") Duration window,
        @DefaultValue("7d") Duration candidateWindow) {

    @AssertTrue(message = "the windows are not negative")
    boolean isForward() {
        return !window.isNegative() && !candidateWindow.isNegative();
    }
}
