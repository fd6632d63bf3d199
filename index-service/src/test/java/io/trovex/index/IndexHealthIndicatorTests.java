package io.trovex.index;

import static org.assertj.core.api.Assertions.assertThat;

import io.trovex.contracts.Generation;
import io.trovex.index.engine.GenerationDirectories;
import io.trovex.index.engine.SearchIndex;
import io.trovex.index.opensearch.OpenSearchEngine;
import io.trovex.index.opensearch.OpenSearchSettings;
import io.trovex.index.opensearch.VectorLibrary;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.boot.health.contributor.Status;

class IndexHealthIndicatorTests {

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
            SearchIndex index = engine.open(new Generation("g1", "test-model", 4));

            assertThat(new IndexHealthIndicator(() -> index).health().getStatus())
                    .isEqualTo(Status.UP);
            engine.close();
        }
    }
}
