package io.trovex.ingest.backpressure.web;

import io.trovex.ingest.backpressure.Watermarks;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * When ingest takes no more.
 *
 * @param high documents in flight at which it answers 429
 * @param low documents in flight at which it accepts again
 * @param dwell the least time that it answers 429 once it began to
 * @param drainWindow over which the rate of settled documents is taken
 */
@Validated
@ConfigurationProperties("trovex.ingest.backpressure")
record BackpressureProperties(
        @DefaultValue("10000") @Positive long high,
        @DefaultValue("2000") @PositiveOrZero long low,
        @DefaultValue("2s") @DurationMin(millis = 0) Duration dwell,
        @DefaultValue("10s") @DurationMin(seconds = 1) Duration drainWindow) {

    @AssertTrue(message = "the low mark must be below the high one")
    boolean isLowBelowHigh() {
        return low < high;
    }

    Watermarks marks() {
        return new Watermarks(high, low, dwell);
    }
}
