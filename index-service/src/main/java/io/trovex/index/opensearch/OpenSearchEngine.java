package io.trovex.index.opensearch;

import io.trovex.contracts.Generation;
import io.trovex.index.engine.GenerationDirectories;
import io.trovex.index.engine.IndexEngine;
import java.time.Clock;

/** In an OpenSearch cluster; what belongs to a generation besides its index stays on this machine. */
public final class OpenSearchEngine implements IndexEngine {
    private final Cluster cluster;
    private final OpenSearchSettings settings;
    private final GenerationDirectories directories;
    private final Clock clock;

    public OpenSearchEngine(OpenSearchSettings settings, GenerationDirectories directories, Clock clock) {
        this.cluster = new Cluster(settings);
        this.settings = settings;
        this.directories = directories;
        this.clock = clock;
    }

    @Override
    public OpenSearchIndex open(Generation generation) {
        return new OpenSearchIndex(cluster, generation, settings, directories.of(generation), clock);
    }

    @Override
    public void delete(Generation generation) {
        open(generation).delete();
        directories.delete(generation);
    }

    @Override
    public void close() {
        cluster.close();
    }
}
