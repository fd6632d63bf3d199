package io.trovex.ingest;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Positive;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The review of dead letters.
 *
 * @param maxRedrives after which a letter is quarantined
 * @param maxSelection letters that one request may decide on
 * @param patience how long a request waits for the view of the letters to be current
 * @param refresh how often new topics, and what retention has removed, are looked for; a topic that is missing for three
 *     times as long is gone, and what was decided on its letters with it
 */
@Validated
@ConfigurationProperties("trovex.ingest.dead-letters")
public record DeadLetterProperties(
        @DefaultValue("3") @Positive int maxRedrives,
        @DefaultValue("1000") @Positive @Max(100_000) int maxSelection,
        @DefaultValue("10s") @DurationMin(millis = 1) Duration patience,
        @DefaultValue("30s") @DurationMin(millis = 1) Duration refresh) {}
