package io.trovex.stage;

import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How a broken dependency is tried again. There is no limit on the tries.
 *
 * @param first wait after the first failure; doubles with each further one
 * @param longest wait
 */
@Validated
@ConfigurationProperties("trovex.retry")
record RetryProperties(
        @DefaultValue("200ms") @DurationMin(millis = 1) Duration first,
        @DefaultValue("10s") @DurationMin(millis = 1) Duration longest) {

    Backoff backoff() {
        return new Backoff(first, longest);
    }
}
