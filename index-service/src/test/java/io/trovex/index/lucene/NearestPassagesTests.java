package io.trovex.index.lucene;

import static org.assertj.core.api.Assertions.assertThat;

import io.trovex.contracts.Generation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.store.FSDirectory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NearestPassagesTests {
    private static final Generation WIDE = new Generation("g1-wide", "test-model", 48);

    @Test
    void aSegmentThatWasComparedIsNotComparedAgain(@TempDir Path directory) throws IOException {
        Random random = new Random(31);
        float[] vector = Documents.direction(random, WIDE.dimension());
        try (LuceneIndex index = LuceneIndex.open(directory, WIDE, IndexSettings.DEFAULTS)) {
            index.apply(Documents.random(random, 50, WIDE));
            index.commit();
        }
        try (IndexReader reader = DirectoryReader.open(FSDirectory.open(directory))) {
            SegmentedSearcher searcher = new SegmentedSearcher(reader);
            NearestPassages nearest = new NearestPassages(searcher, vector, null, 10);
            searcher.search(nearest, 10);

            LeafReaderContext segment = searcher.getLeafContexts().getFirst();
            TopDocs again = nearest.exactSearch(segment, DocIdSetIterator.empty(), () -> false);

            assertThat(again.scoreDocs).hasSizeGreaterThanOrEqualTo(10);
        }
    }

    @Test
    void onlyALargeSegmentHasAGraph(@TempDir Path directory) throws IOException {
        try (LuceneIndex index = LuceneIndex.open(directory, Documents.GENERATION, IndexSettings.DEFAULTS)) {
            index.apply(Documents.random(new Random(32), 4_500, Documents.GENERATION));
            index.refresh();
            index.apply(
                    List.of(Documents.document("small", "segment", 1, 0, 0, 0).embedded()));
            index.commit();
        }
        try (IndexReader reader = DirectoryReader.open(FSDirectory.open(directory))) {
            assertThat(new SegmentedSearcher(reader).segments())
                    .extracting(Segment::hasGraph)
                    .containsExactly(true, false);
        }
    }

    @Test
    void aSegmentOfAllIsAskedForTwoThirdsAsManyAgain() {
        assertThat(NearestPassages.effort(100, 200_000, 200_000)).isEqualTo(165);
    }

    @Test
    void eachIsAskedForAllThatAreWantedSinceTheyMayBeInIt() {
        assertThat(NearestPassages.effort(100, 20, 200_000)).isEqualTo(100);
        assertThat(NearestPassages.effort(100, 50_000, 200_000)).isGreaterThanOrEqualTo(100);
    }

    @Test
    void noneIsAskedForFewerThanLuceneTakesForComplete() {
        for (int size = 1; size < 1_000; size++) {
            double share = size / 1_000.0;
            double lucene = 10 * share + 16 * Math.sqrt(10 * share * (1 - share));

            assertThat((double) NearestPassages.effort(10, size, 1_000)).isGreaterThanOrEqualTo(lucene);
        }
    }
}
