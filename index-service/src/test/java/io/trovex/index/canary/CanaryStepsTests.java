package io.trovex.index.canary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class CanaryStepsTests {

    @Test
    void riseFromFivePercentToEverybody() {
        assertThat(CanarySteps.DEFAULTS.shares()).extracting(Share::percent).containsExactly(5.0, 25.0, 50.0, 100.0);
        assertThat(CanarySteps.DEFAULTS.isLast(2)).isFalse();
        assertThat(CanarySteps.DEFAULTS.isLast(3)).isTrue();
        assertThat(CanarySteps.DEFAULTS.share(3)).isEqualTo(Share.ALL);
    }

    @Test
    void countInHundredthsOfAPercent() {
        assertThat(Share.ofPercent(0.07).buckets()).isEqualTo(7);
        assertThat(Share.ofPercent(12.5).fraction()).isEqualTo(0.125);
    }

    @Test
    void thatDoNotRiseAreNoSteps() {
        assertThatThrownBy(() -> CanarySteps.ofPercent(List.of(5.0, 5.0))).hasMessageContaining("larger");
        assertThatThrownBy(() -> CanarySteps.ofPercent(List.of(0.001))).hasMessageContaining("larger");
        assertThatThrownBy(() -> CanarySteps.ofPercent(List.of())).hasMessageContaining("at least one");
        assertThatThrownBy(() -> CanarySteps.ofPercent(List.of(101.0))).hasMessageContaining("0 to 10000");
    }

    @Test
    void thatBeginWithEverybodyLeaveNobodyToCompareWith() {
        assertThatThrownBy(() -> CanarySteps.ofPercent(List.of(100.0))).hasMessageContaining("less than everybody");
    }
}
