package io.trovex.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ExactNearestTests {
    @Test
    void keepsTheNearestWhateverTheOrderInWhichTheyAreOffered() {
        ExactNearest nearest = new ExactNearest(new float[] {1, 0}, 2);
        nearest.offer("far", new float[] {0.1f, 0});
        nearest.offer("nearest", new float[] {0.9f, 0});
        nearest.offer("farther", new float[] {0, 1});
        nearest.offer("near", new float[] {0.5f, 0});

        assertThat(nearest.recall(List.of("near", "nearest"))).isEqualTo(1);
        assertThat(nearest.recall(List.of("near", "far"))).isEqualTo(0.5);
        assertThat(nearest.recall(List.of())).isZero();
    }
}
