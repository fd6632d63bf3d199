package io.trovex.index.lucene;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NearestPassagesTests {
    @Test
    void aSegmentOfAllIsAskedForHalfAsManyAgain() {
        assertThat(NearestPassages.effort(100, 200_000, 200_000)).isEqualTo(150);
    }

    @Test
    void eachIsAskedForAllThatAreWantedSinceTheyMayBeInIt() {
        assertThat(NearestPassages.effort(100, 20, 200_000)).isEqualTo(100);
        assertThat(NearestPassages.effort(100, 50_000, 200_000)).isGreaterThanOrEqualTo(100);
    }

    @Test
    void noneIsAskedForFewerThanLuceneTakesForComplete() {
        for (int size = 1; size < 1_000; size++) {
            double share = size / 1_000.0;
            double lucene = 10 * share + 16 * Math.sqrt(10 * share * (1 - share));

            assertThat((double) NearestPassages.effort(10, size, 1_000)).isGreaterThanOrEqualTo(lucene);
        }
    }
}
