package io.trovex.benchmarks.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/** The directory of the object store, which can be taken away and brought back like a disk that is not mounted. */
final class MountedObjects {
    private final Path directory;
    private final Path away;

    /** Makes it, so that every service knows it from its start. */
    MountedObjects(Path directory) throws IOException {
        this.directory = Files.createDirectories(directory);
        this.away = directory.resolveSibling(directory.getFileName() + "-away");
    }

    Path directory() {
        return directory;
    }

    void unmount() throws IOException {
        Files.move(directory, away, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Whatever a write that was under way has put in its place since is in it, too. */
    void mount() throws IOException {
        if (Files.isDirectory(directory)) {
            for (Path file : files()) {
                Path place = away.resolve(directory.relativize(file));
                Files.createDirectories(place.resolveSibling("."));
                Files.move(file, place, StandardCopyOption.REPLACE_EXISTING);
            }
            deleteFolders();
        }
        Files.move(away, directory, StandardCopyOption.ATOMIC_MOVE);
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }

    private void deleteFolders() throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path folder : all.toList().reversed()) {
                Files.delete(folder);
            }
        }
    }
}
