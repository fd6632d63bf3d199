package io.trovex.index.lucene.vector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.lucene.index.MergePolicy;
import org.apache.lucene.util.IORunnable;
import org.junit.jupiter.api.Test;

class CentroidsTests {

    @Test
    void lieInTheMiddleOfWhatIsTogether() throws IOException {
        List<float[]> samples = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            float off = (i - 24.5f) / 1000;
            samples.add(new float[] {1, off, 0});
            samples.add(new float[] {0, 1, off});
            samples.add(new float[] {off, 0, 1});
        }
        Collections.shuffle(samples, new Random(3));

        Centroids centroids = Centroids.of(samples, 3, () -> {});

        for (float[] corner : new float[][] {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}) {
            float[] middle = centroids.middles()[centroids.nearest(corner)];
            for (int i = 0; i < 3; i++) {
                assertThat((double) Math.abs(middle[i] - corner[i])).isLessThan(0.001);
            }
        }
    }

    @Test
    void theNearestIsByDistanceAndNotByLength() throws IOException {
        Centroids centroids = Centroids.of(List.of(new float[] {2, 0}, new float[] {0.5f, 0}), 2, () -> {});

        assertThat(centroids.nearest(new float[] {0.7f, 0})).isEqualTo(1);
        assertThat(centroids.nearest(new float[] {1.9f, 0})).isZero();
    }

    @Test
    void areNotWaitedForWhenTheIndexCloses() {
        AtomicInteger asked = new AtomicInteger();
        IORunnable closing = () -> {
            if (asked.incrementAndGet() == 7) {
                throw new MergePolicy.MergeAbortedException();
            }
        };

        assertThatThrownBy(() -> Centroids.of(Collections.nCopies(10, new float[] {1}), 2, closing))
                .isInstanceOf(MergePolicy.MergeAbortedException.class);
    }

    @Test
    void oneThatNothingIsNearToStaysWhereItIs() throws IOException {
        List<float[]> same = Collections.nCopies(10, new float[] {0.6f, 0.8f});

        Centroids centroids = Centroids.of(same, 4, () -> {});

        assertThat(centroids.middles()).hasDimensions(4, 2);
        for (float[] middle : centroids.middles()) {
            assertThat((double) Math.abs(middle[0] - 0.6f)).isLessThan(1e-6);
        }
    }
}
