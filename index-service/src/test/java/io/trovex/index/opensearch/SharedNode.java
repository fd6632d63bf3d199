package io.trovex.index.opensearch;

import io.trovex.opensearch.node.OpenSearchNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** One OpenSearch for all tests of this process, which it does not outlive; each has its own prefix. */
final class SharedNode {
    static final OpenSearchNode NODE = start();

    private static final AtomicInteger PREFIXES = new AtomicInteger();

    private SharedNode() {}

    static OpenSearchSettings settings(int exactPassages) {
        return new OpenSearchSettings(
                NODE.url(),
                null,
                "test" + PREFIXES.incrementAndGet(),
                1,
                0,
                VectorLibrary.LUCENE,
                Duration.ofSeconds(20),
                exactPassages);
    }

    private static OpenSearchNode start() {
        try {
            return OpenSearchNode.start(
                    Files.createTempDirectory(Path.of("target").toAbsolutePath(), "opensearch"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
