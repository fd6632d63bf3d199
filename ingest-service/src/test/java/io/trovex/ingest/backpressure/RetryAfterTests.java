package io.trovex.ingest.backpressure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryAfterTests {

    @ParameterizedTest(name = "{0} in flight, {1} a second, random {2}: {3} s")
    @CsvSource({
        "10000, 1000, 0, 8",
        "10001, 1000, 0, 9",
        "10000, 1000, 0.999, 9",
        "2001, 1000, 0, 1",
        "2000, 1000, 0, 1",
        "0, 1000, 0, 1",
        "10000, 1, 0, 60",
        "10000, 1, 0.999, 60",
        "10000, 0, 0, 60",
        "9223372036854775807, 50, 0.5, 60",
        "10000, 160, 0, 50",
        "10000, 160, 0.5, 55"
    })
    void isTheTimeToDrainToTheLowMark(long depth, double rate, double random, long seconds) {
        assertThat(new RetryAfter(2000, () -> random).from(depth, rate)).hasSeconds(seconds);
    }
}
