package io.trovex.statics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class VectorisedRowTests {
    private static final int COLUMNS = 50;

    private final Random random = new Random(17);

    @Test
    void hasTheSameBitsWithoutTheVectorApi() {
        for (int different = 0; different < COLUMNS; different++) {
            int[] columns = random.ints(0, COLUMNS).distinct().limit(different).toArray();
            float[] values = numbers(different);
            float[] from = numbers(COLUMNS * DesignMatrix.WIDTH);
            float[] inRegisters = numbers(COLUMNS * DesignMatrix.WIDTH);
            float[] inMemory = inRegisters.clone();
            DesignMatrix.addNormalOfRow(columns, values, from, inMemory);

            VectorisedRow.addNormal(columns, values, from, inRegisters);

            assertThat(inRegisters).isEqualTo(inMemory);
        }
    }

    @Test
    void addsTheProductWithTheRowAndItsTransposed() {
        float[] from = numbers(3 * DesignMatrix.WIDTH);
        float[] to = new float[3 * DesignMatrix.WIDTH];

        VectorisedRow.addNormal(new int[] {2, 0}, new float[] {0.5f, 2}, from, to);

        for (int i = 0; i < DesignMatrix.WIDTH; i++) {
            float product = 0.5f * from[2 * DesignMatrix.WIDTH + i] + 2 * from[i];
            assertThat(to[i]).isEqualTo(2 * product);
            assertThat(to[DesignMatrix.WIDTH + i]).isZero();
            assertThat(to[2 * DesignMatrix.WIDTH + i]).isEqualTo(0.5f * product);
        }
    }

    private float[] numbers(int count) {
        float[] numbers = new float[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = random.nextFloat() - 0.5f;
        }
        return numbers;
    }
}
