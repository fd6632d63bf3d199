package io.trovex.embedding.disk;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.trovex.contracts.Vector;
import io.trovex.embedding.TestModels;
import io.trovex.embedding.engine.ContentKey;
import io.trovex.embedding.engine.EmbeddingEngine;
import io.trovex.embedding.engine.EmbeddingEngines;
import io.trovex.embedding.engine.EngineSettings;
import io.trovex.embedding.engine.ModelMemory;
import io.trovex.embedding.engine.SharedVectors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.h2.mvstore.MVStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskVectorsTests {
    private static final ContentKey KEY = new ContentKey("model@1+a0", 1, 2, 3, 4);
    private static final Vector VECTOR = Vector.of(new float[] {0.6f, -0.8f});
    private static final long MUCH = 1L << 30;

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    @TempDir
    Path directory;

    @Test
    void aRestartFindsWhatWasKeptUnderTheSameMakerAndText() {
        try (SharedVectors vectors = open(MUCH)) {
            vectors.keep(KEY, VECTOR);
        }
        try (SharedVectors vectors = open(MUCH)) {
            assertThat(vectors.find(List.of(KEY, new ContentKey("model@1+a0", 1, 2, 3, 5)), 2))
                    .isEqualTo(Map.of(KEY, VECTOR));
            assertThat(vectors.find(List.of(new ContentKey("model@1+b1", 1, 2, 3, 4)), 2))
                    .as("of another version")
                    .isEmpty();
            assertThat(vectors.find(List.of(KEY), 3)).as("of another dimension").isEmpty();
        }
    }

    @Test
    void runningACorpusAgainCostsNoInference() throws InterruptedException {
        List<String> texts =
                IntStream.range(0, 20).mapToObj(i -> "Note " + i + " on owls.").toList();
        List<Vector> first = run(texts);
        assertThat(inferences()).isEqualTo(texts.size());

        List<Vector> again = run(texts);

        assertThat(inferences()).isEqualTo(texts.size());
        assertThat(again).isEqualTo(first);
    }

    @Test
    void aFullFileTakesNothingMoreAndIsBegunAnewByTheNextStart() throws IOException {
        Vector large = Vector.of(new float[100_000]);
        try (SharedVectors vectors = open(1_000_000)) {
            for (int i = 0; i < 40; i++) {
                vectors.keep(new ContentKey("model@1+a0", i, 0, 0, 0), large);
                pauseForTheWriter();
            }
            assertThat(kept("no_room")).isPositive();
        }
        try (SharedVectors vectors = open(1_000_000)) {
            assertThat(vectors.find(List.of(new ContentKey("model@1+a0", 0, 0, 0, 0)), 100_000))
                    .isEmpty();
            vectors.keep(KEY, VECTOR);
            assertThat(vectors.find(List.of(KEY), 2)).hasSize(1);
        }
    }

    @Test
    void aDamagedFileIsBegunAnew() throws IOException {
        Files.writeString(directory.resolve("vectors.mv"), "nonsense".repeat(2_000));

        try (SharedVectors vectors = open(MUCH)) {
            vectors.keep(KEY, VECTOR);
            assertThat(vectors.find(List.of(KEY), 2)).hasSize(1);
        }
    }

    @Test
    void theFileOfAnotherProcessIsLeftAlone() {
        try (SharedVectors vectors = open(MUCH);
                SharedVectors other = open(MUCH)) {
            other.keep(KEY, VECTOR);
            assertThat(other.find(List.of(KEY), 2)).isEmpty();
            vectors.keep(KEY, VECTOR);
            assertThat(vectors.find(List.of(KEY), 2)).hasSize(1);
        }
    }

    @Test
    void aFullFileOfAnotherProcessIsLeftAlone() throws IOException {
        try (SharedVectors vectors = open(MUCH);
                SharedVectors other = open(1)) {
            assertThat(other).isSameAs(SharedVectors.NONE);
            vectors.keep(KEY, VECTOR);
        }
        try (SharedVectors vectors = open(MUCH)) {
            assertThat(vectors.find(List.of(KEY), 2)).hasSize(1);
        }
    }

    @Test
    void aFileThatCannotBeWrittenCostsNoVector() {
        try (SharedVectors vectors = open(MUCH)) {
            vectors.keep(KEY, VECTOR);
        }
        String file = directory.resolve("vectors.mv").toString();

        assertThat(DiskVectors.over(
                        new MVStore.Builder().fileName(file).readOnly().open(), MUCH, meters))
                .isSameAs(SharedVectors.NONE);
    }

    private List<Vector> run(List<String> texts) throws InterruptedException {
        try (SharedVectors vectors = open(MUCH);
                EmbeddingEngines engines = new EmbeddingEngines(
                        TestModels.catalogue(), EngineSettings.defaults(), ModelMemory.DEFAULTS, vectors, meters);
                EmbeddingEngine engine = engines.open("all-minilm-l6-v2-int8-fused")) {
            return engine.passages(texts);
        }
    }

    private long inferences() {
        return meters.get("trovex.embedding.inference")
                .tag("priority", "document")
                .timer()
                .count();
    }

    private double kept(String result) {
        return meters.get("trovex.embedding.disk.keep")
                .tag("result", result)
                .counter()
                .count();
    }

    private SharedVectors open(long limit) {
        return DiskVectors.open(directory, limit, meters);
    }

    /** It commits by itself when so much waits; the file grows then. */
    private static void pauseForTheWriter() {
        java.util.concurrent.locks.LockSupport.parkNanos(50_000_000);
    }
}
