package io.trovex.index.generation;

import io.trovex.contracts.Generation;
import io.trovex.index.lucene.IndexSettings;
import io.trovex.index.lucene.LuceneIndex;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** One directory for each generation's index, side by side. */
public final class IndexDirectories {
    private final Path root;
    private final IndexSettings settings;
    private final Clock clock;

    public IndexDirectories(Path root, IndexSettings settings, Clock clock) {
        this.root = root;
        this.settings = settings;
        this.clock = clock;
    }

    LuceneIndex open(Generation generation) {
        return LuceneIndex.open(root.resolve(generation.id()), generation, settings, clock);
    }

    /** The index must be closed. Nothing happens where there is none. */
    void delete(Generation generation) {
        Path directory = root.resolve(generation.id());
        if (!Files.isDirectory(directory)) {
            return;
        }
        try (Stream<Path> files = Files.walk(directory)) {
            List<Path> inner = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : inner) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
