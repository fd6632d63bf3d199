package io.trovex.index.engine;

import io.trovex.contracts.Generation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** One directory of this machine for each generation, side by side. */
public record GenerationDirectories(Path root) {
    public Path of(Generation generation) {
        return root.resolve(generation.id());
    }

    /** With all that is in it. */
    public void delete(Generation generation) {
        Path directory = of(generation);
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
