package io.trovex.index.engine;

import io.trovex.contracts.Generation;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The files of one commit, which are whole and stay until this is closed. None of them changes any more.
 *
 * @param directory that has them
 * @param schema of what is in them: no other reads them
 * @param offsets next offset to consume of each partition, as the commit says
 * @param documents how many the commit holds
 */
public record CommittedFiles(
        Path directory,
        List<String> names,
        Generation generation,
        String schema,
        Map<Integer, Long> offsets,
        int documents,
        @Nullable Instant committedAt,
        Closeable hold)
        implements AutoCloseable {
    @Override
    public void close() {
        try {
            hold.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
