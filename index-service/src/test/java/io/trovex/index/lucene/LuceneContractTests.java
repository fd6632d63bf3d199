package io.trovex.index.lucene;

import io.trovex.contracts.Generation;
import io.trovex.index.engine.SearchIndex;
import io.trovex.index.engine.SearchIndexContract;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class LuceneContractTests extends SearchIndexContract {
    @TempDir
    Path directory;

    @Override
    protected SearchIndex open(Generation generation) {
        return LuceneIndex.open(directory.resolve(generation.id()), generation, IndexSettings.DEFAULTS);
    }
}
