package io.trovex.ingest;

import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How long {@code Idempotency-Key} is remembered.
 *
 * @param timeToLive of a key, from its last use that changed anything
 * @param lease how long an attempt may take beyond what it waits for; after a crash its key is refused as under way
 *     until then
 */
@Validated
@ConfigurationProperties("trovex.ingest.idempotency")
public record IdempotencyProperties(
        @DefaultValue("24h") @DurationMin(seconds = 1) @DurationMax(days = 365)
        Duration timeToLive,

        @DefaultValue("15s") @DurationMin(seconds = 1) @DurationMax(minutes = 10)
        Duration lease) {}
