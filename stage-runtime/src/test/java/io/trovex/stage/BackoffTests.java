package io.trovex.stage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BackoffTests {
    private static final Duration FIRST = Duration.ofMillis(200);
    private static final Duration LONGEST = Duration.ofSeconds(10);

    @Test
    void doublesUpToTheLongest() {
        Backoff backoff = new Backoff(FIRST, LONGEST, _ -> 0);

        assertThat(IntStream.of(1, 2, 3, 6, 7, 1_000_000)
                        .mapToObj(backoff::delay)
                        .map(Duration::toMillis))
                .containsExactly(200L, 400L, 800L, 6_400L, 10_000L, 10_000L);
    }

    @Test
    void theJitterTakesUpToHalf() {
        assertThat(new Backoff(FIRST, LONGEST, most -> most).delay(2)).isEqualTo(Duration.ofMillis(200));
        assertThat(IntStream.range(0, 1_000).mapToObj(_ -> new Backoff(FIRST, LONGEST).delay(2)))
                .allMatch(delay -> delay.toMillis() >= 200 && delay.toMillis() <= 400)
                .anyMatch(delay -> delay.toMillis() < 300)
                .anyMatch(delay -> delay.toMillis() > 300);
    }
}
