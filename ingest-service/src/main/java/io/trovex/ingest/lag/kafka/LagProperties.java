package io.trovex.ingest.lag.kafka;

import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How lag is watched.
 *
 * @param interval between two samples
 * @param window samples on which a verdict stands
 */
@Validated
@ConfigurationProperties("trovex.ingest.lag")
record LagProperties(
        @DefaultValue("30s") @DurationMin(millis = 1) Duration interval,
        @DefaultValue("10") @Min(3) int window) {}
