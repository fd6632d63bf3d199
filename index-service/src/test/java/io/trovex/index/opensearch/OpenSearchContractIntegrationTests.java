package io.trovex.index.opensearch;

import io.trovex.contracts.Generation;
import io.trovex.index.engine.GenerationDirectories;
import io.trovex.index.engine.SearchIndex;
import io.trovex.index.engine.SearchIndexContract;
import io.trovex.index.lucene.Documents;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.AfterEach;

class OpenSearchContractIntegrationTests extends SearchIndexContract {
    private final OpenSearchEngine engine = new OpenSearchEngine(
            SharedNode.settings(10_000), new GenerationDirectories(Path.of("target", "none")), Clock.systemUTC());

    @Override
    protected SearchIndex open(Generation generation) {
        return engine.open(generation);
    }

    @AfterEach
    void delete() {
        engine.delete(Documents.GENERATION);
        engine.delete(ENGLISH);
        engine.close();
    }
}
