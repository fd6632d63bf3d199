package io.trovex.index.search;

import static io.trovex.index.lucene.Documents.GENERATION;
import static io.trovex.index.lucene.Documents.document;
import static org.assertj.core.api.Assertions.assertThat;

import io.trovex.index.lucene.IndexSettings;
import io.trovex.index.lucene.LuceneIndex;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConcurrentSearchTests {
    private static final int DOCUMENTS = 40;
    private static final int ROUNDS = 60;

    @TempDir
    Path directory;

    /** Each document holds its version in its only word; a round moves all of them on in one poll. */
    @Test
    void searchesSeeWholeRoundsWhileDocumentsAreAppliedCommittedAndDeleted() throws Exception {
        AtomicBoolean writing = new AtomicBoolean(true);
        try (LuceneIndex index = LuceneIndex.open(directory, GENERATION, IndexSettings.DEFAULTS);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            SearchService search = new SearchService(index, _ -> new float[] {1, 0, 0, 0}, SearchSettings.DEFAULTS);
            write(index, 1);
            List<Future<Integer>> searchers = new ArrayList<>();
            for (SearchMode mode : SearchMode.values()) {
                Callable<Integer> searching = () -> {
                    int searches = 0;
                    while (writing.get()) {
                        SearchResponse response = search.search(SearchRequest.of("always", mode, 100));
                        assertThat(response.hits()).hasSize(DOCUMENTS);
                        assertThat(response.hits())
                                .extracting(hit ->
                                        Objects.requireNonNull(hit.passage()).text())
                                .containsOnly(Objects.requireNonNull(
                                                response.hits().getFirst().passage())
                                        .text());
                        searches++;
                    }
                    return searches;
                };
                searchers.add(threads.submit(searching));
            }
            for (int round = 2; round <= ROUNDS; round++) {
                write(index, round);
                if (round % 10 == 0) {
                    index.commit();
                }
            }
            writing.set(false);
            for (Future<Integer> searcher : searchers) {
                assertThat(searcher.get()).isPositive();
            }
        }
    }

    private static void write(LuceneIndex index, int round) {
        index.apply(IntStream.range(0, DOCUMENTS)
                .mapToObj(i -> document("d" + i, "always round" + round, 1, 0, 0, 0)
                        .version(round)
                        .embedded())
                .toList());
        index.refresh();
    }
}
