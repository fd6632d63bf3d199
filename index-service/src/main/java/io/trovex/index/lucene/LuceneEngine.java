package io.trovex.index.lucene;

import io.trovex.contracts.Generation;
import io.trovex.index.engine.GenerationDirectories;
import io.trovex.index.engine.IndexEngine;
import io.trovex.index.engine.SearchIndex;
import java.time.Clock;

/** In this process, on this machine's disk. */
public final class LuceneEngine implements IndexEngine {
    /** Of the files that indexes are made of; those of another are not read. */
    public static final String SCHEMA = "lucene-" + Fields.SCHEMA;

    private final GenerationDirectories directories;
    private final IndexSettings settings;
    private final Clock clock;

    public LuceneEngine(GenerationDirectories directories, IndexSettings settings, Clock clock) {
        this.directories = directories;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public SearchIndex open(Generation generation) {
        return LuceneIndex.open(directories.of(generation), generation, settings, clock);
    }

    @Override
    public void delete(Generation generation) {
        directories.delete(generation);
    }
}
