package io.trovex.index.lucene;

import static io.trovex.index.lucene.Documents.GENERATION;
import static io.trovex.index.lucene.Documents.document;
import static io.trovex.index.lucene.Documents.passage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.trovex.contracts.Generation;
import io.trovex.index.engine.DocumentField;
import io.trovex.index.engine.DocumentFilter;
import io.trovex.index.engine.IndexView;
import io.trovex.index.engine.IndexableDocument;
import io.trovex.index.engine.Match;
import io.trovex.index.engine.Ranking;
import io.trovex.index.engine.Span;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VectorSearchTests {
    private static final IndexSettings NEVER_EXACT = new IndexSettings(0, 16);
    private static final Generation WIDE = new Generation("g1-wide", "test-model", 48);
    private static final String BODY = "First sentence. Second sentence.";

    @TempDir
    Path directory;

    @Test
    void aDocumentIsAsNearAsItsNearestPassage() {
        try (LuceneIndex index = filled(
                IndexSettings.DEFAULTS,
                document("a", BODY)
                        .passages(
                                passage(BODY, "First sentence.", 0, 1, 0, 0),
                                passage(BODY, "Second sentence.", 1, 0, 0, 0)),
                document("b", BODY, 0.8f, 0.6f, 0, 0))) {
            try (IndexView view = index.view()) {
                Ranking ranking = view.semantic(new float[] {1, 0, 0, 0}).rank(DocumentFilter.NONE, 10);

                assertThat(ranking.matches()).extracting(Match::docId).containsExactly("a", "b");
                assertThat(ranking.matches().getFirst().score()).isCloseTo(1, within(1e-6));
                Span best = view.passage(ranking.matches().getFirst().passage());
                assertThat(BODY.substring(best.start(), best.end())).isEqualTo("Second sentence.");
                assertThat(view.passages(ranking.matches().getFirst().number()))
                        .containsExactly(new Span(0, 15), new Span(16, 32));
                assertThat(ranking.exact()).isTrue();
            }
        }
    }

    @Test
    void vectorsOfAnyLengthCountByTheirDirection() {
        try (LuceneIndex index = filled(
                IndexSettings.DEFAULTS, document("long", BODY, 30, 0, 0, 0), document("short", BODY, 0, 0.1f, 0, 0))) {
            try (IndexView view = index.view()) {
                List<Match> matches = view.semantic(new float[] {0, 7, 0, 0})
                        .rank(DocumentFilter.NONE, 10)
                        .matches();
                assertThat(matches).extracting(Match::docId).containsExactly("short", "long");
                assertThat(matches.getFirst().score()).isCloseTo(1, within(1e-6));
            }
        }
    }

    @Test
    void allThatAreAskedForMayBeInTheSmallestSegment() {
        try (LuceneIndex index = LuceneIndex.open(directory, GENERATION, NEVER_EXACT)) {
            index.apply(Documents.random(new Random(5), 2_000, GENERATION));
            index.refresh();
            List<IndexableDocument> fresh = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                fresh.add(document("fresh " + i, BODY, 1, i * 1e-5f, 0, 0).embedded());
            }
            index.apply(fresh);
            index.refresh();

            try (IndexView view = index.view()) {
                List<Match> matches = view.semantic(new float[] {1, 0, 0, 0})
                        .rank(DocumentFilter.NONE, 15)
                        .matches();

                assertThat(matches).hasSize(15).allMatch(match -> match.docId().startsWith("fresh"));
            }
        }
    }

    @Test
    void documentsWithoutPassagesAreNoHits() {
        try (LuceneIndex index =
                filled(IndexSettings.DEFAULTS, document("none", BODY), document("one", BODY, 1, 0, 0, 0))) {
            try (IndexView view = index.view()) {
                assertThat(view.semantic(new float[] {1, 0, 0, 0})
                                .rank(DocumentFilter.NONE, 10)
                                .matches())
                        .extracting(Match::docId)
                        .containsExactly("one");
            }
        }
    }

    @Test
    void tiesAtTheEdgeOfTheDepthGoToTheLowerIdsWhateverTheSegments() {
        List<String> firstThree = null;
        for (int segments : List.of(1, 2, 5)) {
            try (LuceneIndex index =
                    LuceneIndex.open(directory.resolve("ties" + segments), GENERATION, IndexSettings.DEFAULTS)) {
                for (int i = 9; i >= 0; i--) {
                    index.apply(List.of(document("d" + i, BODY, 1, 0, 0, 0).embedded()));
                    if (i % segments == 0) {
                        index.refresh();
                    }
                }
                try (IndexView view = index.view()) {
                    List<String> found =
                            view.semantic(new float[] {1, 0, 0, 0}).rank(DocumentFilter.NONE, 3).matches().stream()
                                    .map(Match::docId)
                                    .toList();
                    firstThree = firstThree == null ? found : firstThree;
                    assertThat(found).isEqualTo(firstThree).containsExactly("d0", "d1", "d2");
                }
            }
        }
    }

    @Test
    void filtersHoldInsideTheSearchHoweverFewPass() {
        Random random = new Random(18);
        for (IndexSettings settings : List.of(IndexSettings.DEFAULTS, NEVER_EXACT)) {
            List<IndexableDocument> documents = new ArrayList<>(Documents.random(random, 1_000, WIDE));
            Path at = directory.resolve("filtered" + settings.exactPassages());
            try (LuceneIndex index = LuceneIndex.open(at, WIDE, settings)) {
                index.apply(documents);
                index.refresh();
                try (IndexView view = index.view()) {
                    List<Match> matches = view.semantic(Documents.direction(random, WIDE.dimension()))
                            .rank(sources("source-7"), 200)
                            .matches();

                    assertThat(matches).hasSize(100);
                    assertThat(matches)
                            .allSatisfy(match -> assertThat(
                                            view.read(match.number()).source())
                                    .isEqualTo("source-7"));
                }
            }
        }
    }

    @Test
    void aDeletedDocumentIsNoNeighbour() {
        for (IndexSettings settings : List.of(IndexSettings.DEFAULTS, NEVER_EXACT)) {
            try (LuceneIndex index =
                    filled(settings, document("a", BODY, 1, 0, 0, 0), document("b", BODY, 0, 1, 0, 0))) {
                index.apply(List.of(Documents.delete("a", 2)));
                index.refresh();
                try (IndexView view = index.view()) {
                    assertThat(view.semantic(new float[] {1, 0, 0, 0})
                                    .rank(DocumentFilter.NONE, 5)
                                    .matches())
                            .extracting(Match::docId)
                            .containsExactly("b");
                    assertThat(view.semantic(new float[] {1, 0, 0, 0})
                                    .rank(sources("test"), 5)
                                    .matches())
                            .extracting(Match::docId)
                            .containsExactly("b");
                }
            }
        }
    }

    private LuceneIndex filled(IndexSettings settings, Documents... documents) {
        Path at = directory.resolve("filled" + settings.exactPassages());
        LuceneIndex index = LuceneIndex.open(at, GENERATION, settings);
        for (Documents document : documents) {
            index.apply(List.of(document.embedded()));
            index.refresh();
        }
        return index;
    }

    private static DocumentFilter sources(String... sources) {
        return new DocumentFilter.Term(DocumentField.SOURCE, List.of(sources));
    }
}
