package io.trovex.ingest.backpressure;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class DrainRateTests {
    private final DrainRate rate = new DrainRate(Duration.ofSeconds(10));

    @Test
    void nothingIsKnownFromOneLook() {
        assertThat(rate.perSecond()).isZero();
        observe(0, 100);
        assertThat(rate.perSecond()).isZero();
    }

    @Test
    void isTheSlopeOverTheWindow() {
        observe(0, 100);
        observe(5, 150);
        assertThat(rate.perSecond()).isEqualTo(10);
        observe(10, 150);
        assertThat(rate.perSecond()).isEqualTo(5);
    }

    @Test
    void whatIsOlderThanTheWindowIsForgotten() {
        observe(0, 0);
        observe(10, 1000);
        observe(20, 1010);

        assertThat(rate.perSecond()).isEqualTo(1);
    }

    @Test
    void aCountThatFallsStartsOver() {
        observe(0, 1000);
        observe(1, 10);
        assertThat(rate.perSecond()).isZero();
        observe(2, 30);
        assertThat(rate.perSecond()).isEqualTo(20);
    }

    @Test
    void twoLooksAtOnceSayNothing() {
        observe(0, 10);
        observe(0, 20);

        assertThat(rate.perSecond()).isZero();
    }

    private void observe(long second, long settled) {
        rate.observe(Instant.EPOCH.plusSeconds(second), settled);
    }
}
