package io.trovex.standalone;

import io.trovex.contracts.Generation;
import io.trovex.index.engine.GenerationDirectories;
import io.trovex.index.lucene.LuceneEngine;
import io.trovex.index.snapshot.Snapshot;
import io.trovex.index.snapshot.SnapshotException;
import io.trovex.index.snapshot.Snapshots;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;

/** Puts a snapshot in the place of an index while no pipeline works on its data directory. */
public final class SnapshotRestore {
    private SnapshotRestore() {}

    /** @throws StartFailure if a pipeline runs there, or the snapshot is unknown, damaged or does not fit */
    public static Snapshot restore(Path data, String name) {
        try (DataDirectory directory = DataDirectory.claim(data)) {
            Snapshots snapshots = new Snapshots(directory.resolve("snapshots"), LuceneEngine.SCHEMA, Clock.systemUTC());
            Snapshot snapshot = snapshots.find(name);
            Generation generation = new Generation(snapshot.generation(), snapshot.model(), snapshot.dimension());
            Path indexes = directory.resolve("index");
            List<String> others = others(indexes, generation);
            if (!others.isEmpty()) {
                throw new StartFailure("the snapshot '%s' is of generation %s, which has no index here; those are of %s"
                        .formatted(name, generation.id(), String.join(", ", others)));
            }
            return snapshots.restore(name, generation, new GenerationDirectories(indexes).of(generation));
        } catch (SnapshotException e) {
            throw new StartFailure(String.valueOf(e.getMessage()), e);
        }
    }

    /** What is there instead of the generation's index; nothing where that is, or where none is. */
    private static List<String> others(Path indexes, Generation generation) {
        if (!Files.isDirectory(indexes) || Files.isDirectory(indexes.resolve(generation.id()))) {
            return List.of();
        }
        try (Stream<Path> directories = Files.list(indexes)) {
            return directories
                    .map(directory -> directory.getFileName().toString())
                    .filter(id -> !id.startsWith("."))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
