package io.trovex.index;

import static io.trovex.index.lucene.Documents.GENERATION;
import static io.trovex.index.lucene.Documents.document;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.trovex.contracts.Generation;
import io.trovex.index.engine.IndexUnavailableException;
import io.trovex.index.lucene.IndexSettings;
import io.trovex.index.lucene.LuceneIndex;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class IndexCommitsTests {
    @TempDir
    Path disk;

    @Test
    void anIndexThatAFailureHasClosedIsToldOfOnceAndStopsNoOther(CapturedOutput log) throws Exception {
        Path failing = disk.resolve("failing");
        Generation other = new Generation("g2-sound", GENERATION.model(), GENERATION.dimension());
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        try (LuceneIndex closed = LuceneIndex.open(failing, GENERATION, IndexSettings.DEFAULTS);
                LuceneIndex sound = LuceneIndex.open(disk.resolve("sound"), other, IndexSettings.DEFAULTS)) {
            Files.move(failing, disk.resolve("elsewhere"));
            assertThatThrownBy(() -> closed.apply(List.of(document("a", "words").embedded())))
                    .isInstanceOf(IndexUnavailableException.class);
            sound.consumed(Map.of(0, 7L));

            IndexCommits commits = new IndexCommits(() -> List.of(closed, sound), Duration.ofMillis(10), meters);
            commits.start();
            await().until(() -> meters.get("trovex.index.commit").timer().count() >= 5);
            commits.stop();

            assertThat(sound.statistics().committedAt()).isNotNull();
            assertThat(log).containsOnlyOnce("the index is closed until a restart");
            assertThat(log).doesNotContain("the index was not committed");
        }
    }
}
