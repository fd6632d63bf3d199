package io.trovex.index.generation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class BuildEstimatesTests {
    private static final Instant NOON = Instant.parse("2026-11-01T12:00:00Z");

    private final BuildEstimates estimates = new BuildEstimates();

    @Test
    void whatIsLeftTakesAsLongAsItsLikeTook() {
        estimates.add("g", 1_000, NOON);
        assertThat(estimates.remaining("g")).isEmpty();

        estimates.add("g", 800, NOON.plusSeconds(10));

        assertThat(estimates.remaining("g")).hasValue(Duration.ofSeconds(40));
        assertThat(estimates.remaining("another")).isEmpty();
    }

    @Test
    void onlyTheLastMinuteCounts() {
        estimates.add("g", 10_000, NOON);
        estimates.add("g", 1_000, NOON.plusSeconds(100));
        estimates.add("g", 900, NOON.plusSeconds(110));

        assertThat(estimates.remaining("g")).hasValue(Duration.ofSeconds(90));
    }

    @Test
    void nobodyKnowsTheEndOfWhatDoesNotComeNearer() {
        estimates.add("g", 10, NOON);
        estimates.add("g", 20, NOON.plusSeconds(30));

        assertThat(estimates.remaining("g")).isEmpty();
    }
}
