package io.trovex.index.document.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RestTests {
    @Test
    void isSeveralTimesTheWorkUpToAFifthOfASecond() {
        assertThat(Rest.after(1, Duration.ofMillis(5))).isEqualTo(Duration.ofMillis(20));
        assertThat(Rest.after(40, Duration.ofMillis(30))).isEqualTo(Duration.ofMillis(120));
        assertThat(Rest.after(99, Duration.ofSeconds(3))).isEqualTo(Duration.ofMillis(200));
    }

    @Test
    void aBacklogLeavesNone() {
        assertThat(Rest.after(100, Duration.ofMillis(30))).isZero();
        assertThat(Rest.after(256, Duration.ofMillis(80))).isZero();
    }
}
