package io.trovex.index.snapshot;

import io.trovex.contracts.Generation;
import io.trovex.index.engine.GenerationDirectories;
import io.trovex.index.engine.IndexEngine;
import io.trovex.index.engine.SearchIndex;
import io.trovex.index.snapshot.SnapshotException.Reason;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets the index of one generation begin with a snapshot, where it has not begun; a restart restores nothing twice. */
public final class RestoringEngine implements IndexEngine {
    private static final Logger LOG = LoggerFactory.getLogger(RestoringEngine.class);

    private final IndexEngine engine;
    private final Snapshots snapshots;
    private final String name;
    private final GenerationDirectories directories;

    /** @param name of the snapshot, which is not looked for before an index is to begin with it */
    public RestoringEngine(IndexEngine engine, Snapshots snapshots, String name, GenerationDirectories directories) {
        this.engine = engine;
        this.snapshots = snapshots;
        this.name = name;
        this.directories = directories;
    }

    /**
     * @throws SnapshotException if the index has not begun, and the snapshot is of this generation's id, but is not whole
     *     or does not fit, or there is no such snapshot and no other index has begun either
     */
    @Override
    public SearchIndex open(Generation generation) {
        Path directory = directories.of(generation);
        if (!Files.exists(directory)) {
            try {
                restore(generation, directory);
            } catch (SnapshotException e) {
                if (e.reason() != Reason.UNKNOWN || directories.isEmpty()) {
                    throw e;
                }
                LOG.atWarn()
                        .addKeyValue("snapshot", name)
                        .addKeyValue("generation", generation.id())
                        .log("an index does not begin with the snapshot, which is not there any more");
            }
        }
        return engine.open(generation);
    }

    private void restore(Generation generation, Path directory) {
        Snapshot snapshot = snapshots.find(name);
        if (snapshot.generation().equals(generation.id())) {
            snapshots.restore(name, generation, directory);
            LOG.atInfo()
                    .addKeyValue("snapshot", name)
                    .addKeyValue("generation", generation.id())
                    .addKeyValue("documents", snapshot.documents())
                    .log("an index begins with a snapshot");
        } else {
            LOG.atWarn()
                    .addKeyValue("snapshot", name)
                    .addKeyValue("generation", generation.id())
                    .log("an index does not begin with the snapshot, which is of generation {}", snapshot.generation());
        }
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
