package io.trovex.index.document.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RestTests {
    @Test
    void isSeveralTimesTheWorkUpToAFifthOfASecond() {
        assertThat(Rest.after(1, 900, Duration.ofMillis(5))).isEqualTo(Duration.ofMillis(40));
        assertThat(Rest.after(40, 90_000, Duration.ofMillis(15))).isEqualTo(Duration.ofMillis(120));
        assertThat(Rest.after(99, 499_999, Duration.ofSeconds(3))).isEqualTo(Duration.ofMillis(200));
    }

    @Test
    void aBacklogLeavesNone() {
        assertThat(Rest.after(100, 90_000, Duration.ofMillis(30))).isZero();
        assertThat(Rest.after(12, 900_000, Duration.ofMillis(80))).isZero();
    }
}
