package io.trovex.benchmarks.relevance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.trovex.benchmarks.relevance.PairedTest.Change;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PairedTestTests {
    @Test
    void aSmallGainOnEveryQueryIsNoChance() {
        Map<String, Double> before = new HashMap<>();
        Map<String, Double> after = new HashMap<>();
        for (int i = 0; i < 50; i++) {
            before.put("q" + i, i / 100.0);
            after.put("q" + i, i / 100.0 + 0.01);
        }

        PairedTest test = PairedTest.of(before, after);

        assertThat(test.difference()).isCloseTo(0.01, within(1e-9));
        assertThat(test.p()).isLessThan(0.001);
        assertThat(test.gained()).hasSize(5);
        assertThat(test.lost()).isEmpty();
    }

    @Test
    void noiseIsChance() {
        Random random = new Random(3);
        Map<String, Double> before = new HashMap<>();
        Map<String, Double> after = new HashMap<>();
        for (int i = 0; i < 50; i++) {
            before.put("q" + i, random.nextDouble());
            after.put("q" + i, random.nextDouble());
        }

        assertThat(PairedTest.of(before, after).p()).isGreaterThan(0.05);
        assertThat(PairedTest.of(before, before).p()).isEqualTo(1);
    }

    /** All four signs of two differences: |mean| is 0.15 for two of them and 0.05 for the others. */
    @Test
    void theValueIsThatOfAllPermutations() {
        PairedTest test = PairedTest.of(Map.of("a", 0.1, "b", 0.2), Map.of("a", 0.2, "b", 0.4));

        assertThat(test.p()).isCloseTo(0.5, within(0.03));
        assertThat(test.standardError()).isCloseTo(0.05, within(1e-9));
    }

    @Test
    void namesTheQueriesThatChangedMostAmongThoseInBoth() {
        PairedTest test = PairedTest.of(
                Map.of("a", 0.5, "b", 0.5, "c", 0.5, "only-before", 1.0), Map.of("a", 0.6, "b", 0.9, "c", 0.1));

        assertThat(test.queries()).isEqualTo(3);
        assertThat(test.gained()).containsExactly(new Change("b", 0.5, 0.9), new Change("a", 0.5, 0.6));
        assertThat(test.lost()).containsExactly(new Change("c", 0.5, 0.1));
        assertThatIllegalArgumentException().isThrownBy(() -> PairedTest.of(Map.of("x", 1.0), Map.of("y", 1.0)));
    }
}
