package io.trovex.index.lucene;

import io.trovex.contracts.Generation;
import io.trovex.index.engine.MatchesContract;
import io.trovex.index.engine.MeaningContract;
import io.trovex.index.engine.SearchIndex;
import io.trovex.index.engine.TypingContract;
import io.trovex.index.engine.WordsContract;
import io.trovex.index.engine.WritingContract;
import java.nio.file.Path;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

class LuceneContractTests {
    @TempDir
    Path directory;

    private SearchIndex index(Generation generation) {
        return LuceneIndex.open(directory.resolve(generation.id()), generation, IndexSettings.DEFAULTS);
    }

    @Nested
    class Writing extends WritingContract {
        @Override
        protected SearchIndex open(Generation generation) {
            return index(generation);
        }
    }

    @Nested
    class Words extends WordsContract {
        @Override
        protected SearchIndex open(Generation generation) {
            return index(generation);
        }
    }

    @Nested
    class Typing extends TypingContract {
        @Override
        protected SearchIndex open(Generation generation) {
            return index(generation);
        }
    }

    @Nested
    class Meaning extends MeaningContract {
        @Override
        protected SearchIndex open(Generation generation) {
            return index(generation);
        }
    }

    @Nested
    class Matches extends MatchesContract {
        @Override
        protected SearchIndex open(Generation generation) {
            return index(generation);
        }
    }
}
