package io.trovex.index.snapshot;

import io.trovex.contracts.Generation;
import io.trovex.index.engine.GenerationDirectories;
import io.trovex.index.engine.IndexEngine;
import io.trovex.index.engine.SearchIndex;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets the index of one generation begin with a snapshot, where it has not begun; a restart restores nothing twice. */
public final class RestoringEngine implements IndexEngine {
    private static final Logger LOG = LoggerFactory.getLogger(RestoringEngine.class);

    private final IndexEngine engine;
    private final Snapshots snapshots;
    private final Snapshot snapshot;
    private final GenerationDirectories directories;

    /** @throws SnapshotException if there is no such snapshot, or its manifest is damaged */
    public RestoringEngine(IndexEngine engine, Snapshots snapshots, String name, GenerationDirectories directories) {
        this.engine = engine;
        this.snapshots = snapshots;
        this.snapshot = snapshots.find(name);
        this.directories = directories;
    }

    /** @throws SnapshotException if the snapshot is of this generation's id, but is not whole or does not fit */
    @Override
    public SearchIndex open(Generation generation) {
        Path directory = directories.of(generation);
        if (!generation.id().equals(snapshot.generation())) {
            LOG.atWarn()
                    .addKeyValue("snapshot", snapshot.name())
                    .addKeyValue("generation", generation.id())
                    .log("an index does not begin with the snapshot, which is of generation {}", snapshot.generation());
        } else if (!Files.exists(directory)) {
            snapshots.restore(snapshot.name(), generation, directory);
            LOG.atInfo()
                    .addKeyValue("snapshot", snapshot.name())
                    .addKeyValue("generation", generation.id())
                    .addKeyValue("documents", snapshot.documents())
                    .log("an index begins with a snapshot");
        }
        return engine.open(generation);
    }

    @Override
    public void delete(Generation generation) {
        engine.delete(generation);
    }

    @Override
    public void close() {
        engine.close();
    }
}
