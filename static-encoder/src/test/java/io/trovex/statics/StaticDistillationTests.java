package io.trovex.statics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The teacher here gives each word a direction and adds them up, and something that all sentences share. */
class StaticDistillationTests {
    private static final int WORDS = 300;
    private static final int DIMENSION = 40;

    private final Random random = new Random(11);
    private final float[][] directions = new float[WORDS + 1][DIMENSION];

    StaticDistillationTests() {
        for (float[] direction : directions) {
            for (int i = 0; i < DIMENSION; i++) {
                direction[i] = (float) random.nextGaussian();
            }
        }
    }

    @Test
    void theTableGivesTheTeachersVectorsOfUnseenSentences() {
        StaticEncoder encoder = new StaticEncoder(fit(3_000));

        double sum = 0;
        for (int i = 0; i < 200; i++) {
            int[] sentence = sentence();
            sum += dot(encoder.encode(sentence), teach(sentence));
        }

        assertThat(sum / 200).isGreaterThan(0.95);
    }

    @Test
    void vectorsHaveLengthOneWhateverTheText() {
        StaticEncoder encoder = new StaticEncoder(fit(500));

        for (int[] sentence : new int[][] {{1}, {1, 2, 3}, {}, {WORDS + 7}, new int[1_000]}) {
            float[] vector = encoder.encode(sentence);
            assertThat(dot(vector, vector)).isBetween(0.999, 1.001);
        }
    }

    @Test
    void whatAllShareMayCountForLess() {
        StaticTable table = fit(3_000);
        float[] shared = new StaticEncoder(table).encode(new int[0]);

        double whole = dot(new StaticEncoder(table, 1).encode(new int[] {1}), shared);
        double half = dot(new StaticEncoder(table, 0.5f).encode(new int[] {1}), shared);

        assertThat(half).isLessThan(whole);
        assertThat(new StaticEncoder(table, 0.5f).encode(new int[0])).isEqualTo(shared);
    }

    @Test
    void aTableInAFileIsTheSameTable(@TempDir Path directory) throws IOException {
        StaticTable table = fit(500);
        byte[] bytes = new byte[table.bytes().remaining()];
        table.bytes().get(bytes);
        Path file = Files.write(directory.resolve("table.bin"), bytes);

        StaticTable mapped = StaticTable.map(file);

        int[] sentence = sentence();
        assertThat(new StaticEncoder(mapped).encode(sentence)).isEqualTo(new StaticEncoder(table).encode(sentence));
    }

    @Test
    void whatIsNoTableIsRefused() {
        byte[] bytes = new byte[fit(50).bytes().remaining() - 1];
        fit(50).bytes().get(bytes);

        assertThatThrownBy(() -> StaticTable.of(ByteBuffer.wrap(bytes))).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> StaticTable.of(ByteBuffer.wrap(new byte[100])))
                .hasMessage("not a table of token vectors");
    }

    @Test
    void moreSamplesThanItMayKeepAreAllAsLikelyToCount() {
        StaticDistillation distillation = new StaticDistillation(WORDS, DIMENSION, 400, 1);
        for (int i = 0; i < 4_000; i++) {
            int[] sentence = sentence();
            distillation.add(sentence, teach(sentence));
        }

        assertThat(distillation.samples()).isEqualTo(400);
        assertThat(distillation.fit(StaticDistillation.RIDGE, 2).dimension()).isEqualTo(DIMENSION);
    }

    @Test
    void aFitThatIsInterruptedEnds() {
        StaticDistillation distillation = new StaticDistillation(WORDS, DIMENSION, 10, 1);
        distillation.add(sentence(), new float[DIMENSION]);
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> distillation.fit(1, 1)).isInstanceOf(CancellationException.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void withoutTextsThereIsNoTable() {
        StaticDistillation distillation = new StaticDistillation(WORDS, DIMENSION, 10, 1);
        distillation.add(new int[0], new float[DIMENSION]);

        assertThatThrownBy(() -> distillation.fit(1, 1)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> distillation.add(new int[] {1}, new float[3]))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private StaticTable fit(int sentences) {
        StaticDistillation distillation = new StaticDistillation(WORDS, DIMENSION, 10_000, 1);
        for (int i = 0; i < sentences; i++) {
            int[] sentence = sentence();
            distillation.add(sentence, teach(sentence));
        }
        return distillation.fit(StaticDistillation.RIDGE, 2);
    }

    private int[] sentence() {
        return random.ints(12, 0, WORDS).toArray();
    }

    private float[] teach(int[] sentence) {
        float[] sum = new float[DIMENSION];
        for (int word : sentence) {
            add(directions[word], sum);
        }
        for (int i = 0; i < 4; i++) {
            add(directions[WORDS], sum);
        }
        float scale = (float) (1 / Math.sqrt(dot(sum, sum)));
        for (int i = 0; i < DIMENSION; i++) {
            sum[i] *= scale;
        }
        return sum;
    }

    private static void add(float[] one, float[] sum) {
        for (int i = 0; i < one.length; i++) {
            sum[i] += one[i];
        }
    }

    private static double dot(float[] one, float[] other) {
        double dot = 0;
        for (int i = 0; i < one.length; i++) {
            dot += (double) one[i] * other[i];
        }
        return dot;
    }
}
