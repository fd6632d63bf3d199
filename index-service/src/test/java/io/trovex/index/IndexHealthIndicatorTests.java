package io.trovex.index;

import static io.trovex.index.lucene.Documents.GENERATION;
import static io.trovex.index.lucene.Documents.document;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trovex.index.engine.DocumentFilter;
import io.trovex.index.engine.GenerationDirectories;
import io.trovex.index.engine.IndexUnavailableException;
import io.trovex.index.engine.IndexView;
import io.trovex.index.engine.Match;
import io.trovex.index.engine.SearchIndex;
import io.trovex.index.lucene.IndexSettings;
import io.trovex.index.lucene.LuceneIndex;
import io.trovex.index.opensearch.OpenSearchEngine;
import io.trovex.index.opensearch.OpenSearchSettings;
import io.trovex.index.opensearch.VectorLibrary;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

class IndexHealthIndicatorTests {
    @TempDir
    Path disk;

    @Test
    void anIndexWhoseDiskIsTakenAwayIsDownSaysWhyAndIsSearchedOn() throws Exception {
        Path directory = disk.resolve("index");
        try (LuceneIndex index = LuceneIndex.open(directory, GENERATION, IndexSettings.DEFAULTS)) {
            IndexHealthIndicator indicator = new IndexHealthIndicator(() -> index);
            index.apply(List.of(document("a", "words").embedded()));
            index.refresh();
            assertThat(indicator.health().getStatus()).isEqualTo(Status.UP);

            Files.move(directory, disk.resolve("elsewhere"));
            assertThatThrownBy(() -> index.apply(List.of(document("b", "words").embedded())))
                    .isInstanceOf(IndexUnavailableException.class);

            Health health = indicator.health();
            assertThat(health.getStatus()).isEqualTo(Status.DOWN);
            assertThat(health.getDetails().get("reason")).asString().contains(NoSuchFileException.class.getName());
            try (IndexView view = index.view()) {
                assertThat(view.keyword("words").rank(DocumentFilter.NONE, 9).matches())
                        .extracting(Match::docId)
                        .containsExactly("a");
            }
        }
    }

    @Test
    @Timeout(10)
    void aClusterThatDoesNotAnswerHoldsUpNoProbe() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            OpenSearchSettings settings = new OpenSearchSettings(
                    URI.create("http://127.0.0.1:" + silent.getLocalPort()),
                    null,
                    "silent",
                    1,
                    0,
                    VectorLibrary.LUCENE,
                    Duration.ofSeconds(30),
                    0);
            GenerationDirectories directories = new GenerationDirectories(Path.of("target", "none"));
            OpenSearchEngine engine = new OpenSearchEngine(settings, directories, Clock.systemUTC());
            SearchIndex index = engine.open(GENERATION);

            assertThat(new IndexHealthIndicator(() -> index).health().getStatus())
                    .isEqualTo(Status.UP);
            engine.close();
        }
    }
}
