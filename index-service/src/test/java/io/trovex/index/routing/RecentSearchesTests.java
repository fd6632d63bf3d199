package io.trovex.index.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RecentSearchesTests {
    private final RecentSearches recent = new RecentSearches();

    @Test
    void fewSearchesTellNothingUntilEnoughCame() {
        add(5, 100);
        assertThat(recent.p99(10)).isZero();
        add(5, 100);
        assertThat(recent.p99(10)).isBetween(Duration.ofMillis(99), Duration.ofMillis(102));
        add(5, 10);
        assertThat(recent.p99(10)).as("the word before holds").isGreaterThan(Duration.ofMillis(98));
        add(5, 10);
        assertThat(recent.p99(10)).isBetween(Duration.ofMillis(9), Duration.ofMillis(11));
    }

    @Test
    void whereNobodySearchesNobodyWaits() {
        add(20, 100);
        recent.p99(10);

        assertThat(recent.p99(10)).isZero();
    }

    private void add(int searches, int millis) {
        for (int i = 0; i < searches; i++) {
            recent.add(Duration.ofMillis(millis));
        }
    }
}
