package io.trovex.index.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class DotProductTests {
    private final Random random = new Random(17);

    @Test
    void isTheSumOfTheProductsForEveryLength() {
        for (int length = 0; length < 400; length++) {
            float[] a = vector(length);
            float[] b = vector(length);
            double expected = 0;
            for (int i = 0; i < length; i++) {
                expected += (double) a[i] * b[i];
            }

            assertThat((double) DotProduct.of(a, b)).isCloseTo(expected, within(1e-4));
        }
    }

    @Test
    void givesTheSameBitsBeforeAndAfterItIsCompiled() {
        float[] a = vector(384);
        float[] b = vector(384);
        int first = Float.floatToRawIntBits(DotProduct.of(a, b));

        for (int i = 0; i < 100_000; i++) {
            if (Float.floatToRawIntBits(DotProduct.of(a, b)) != first) {
                throw new AssertionError("run " + i + " differs");
            }
        }
    }

    @Test
    void hasTheSameBitsWithoutTheVectorApi() {
        for (int length = 0; length < 1_000; length += DotProduct.LANES) {
            float[] a = vector(length);
            float[] b = vector(length);

            float sum = DotProduct.sums(a, b, length);

            assertThat(VectorisedSums.byEight(a, b, length)).isEqualTo(sum);
            assertThat(VectorisedSums.byFour(a, b, length)).isEqualTo(sum);
        }
    }

    private float[] vector(int length) {
        float[] vector = new float[length];
        for (int i = 0; i < length; i++) {
            vector[i] = random.nextFloat() - 0.5f;
        }
        return vector;
    }
}
