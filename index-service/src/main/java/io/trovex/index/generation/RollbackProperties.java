package io.trovex.index.generation;

import jakarta.validation.constraints.AssertTrue;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How long a promotion can be taken back.
 *
 * @param window that the replaced generation stays current before it is retired; 0 keeps it until somebody retires it
 */
@Validated
@ConfigurationProperties("trovex.rollback")
record RollbackProperties(@DefaultValue("24h") Duration window) {

    @AssertTrue(message = "the window is not negative")
    boolean isForward() {
        return !window.isNegative();
    }
}
