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

    /** Whether there is none of any generation. */
    public boolean isEmpty() {
        if (!Files.isDirectory(root)) {
            return true;
        }
        try (Stream<Path> directories = Files.list(root)) {
            return directories.noneMatch(Files::isDirectory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
