package io.trovex.index.opensearch;

import io.trovex.contracts.Generation;
import io.trovex.index.engine.EngineContract;
import io.trovex.index.engine.GenerationDirectories;
import io.trovex.index.engine.MatchesContract;
import io.trovex.index.engine.MeaningContract;
import io.trovex.index.engine.SearchIndex;
import io.trovex.index.engine.TypingContract;
import io.trovex.index.engine.WordsContract;
import io.trovex.index.engine.WritingContract;
import io.trovex.index.lucene.Documents;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;

class OpenSearchContractIntegrationTests {
    private final OpenSearchEngine engine = new OpenSearchEngine(
            SharedNode.settings(10_000), new GenerationDirectories(Path.of("target", "none")), Clock.systemUTC());

    @AfterEach
    void delete() {
        engine.delete(Documents.GENERATION);
        engine.delete(EngineContract.ENGLISH);
        engine.close();
    }

    @Nested
    class Writing extends WritingContract {
        @Override
        protected SearchIndex open(Generation generation) {
            return engine.open(generation);
        }
    }

    @Nested
    class Words extends WordsContract {
        @Override
        protected SearchIndex open(Generation generation) {
            return engine.open(generation);
        }
    }

    @Nested
    class Typing extends TypingContract {
        @Override
        protected SearchIndex open(Generation generation) {
            return engine.open(generation);
        }
    }

    @Nested
    class Meaning extends MeaningContract {
        @Override
        protected SearchIndex open(Generation generation) {
            return engine.open(generation);
        }
    }

    @Nested
    class Matches extends MatchesContract {
        @Override
        protected SearchIndex open(Generation generation) {
            return engine.open(generation);
        }
    }
}
