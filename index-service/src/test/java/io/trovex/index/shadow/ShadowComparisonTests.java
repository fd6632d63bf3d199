package io.trovex.index.shadow;

import static io.trovex.index.lucene.Documents.GENERATION;
import static io.trovex.index.lucene.Documents.document;
import static org.assertj.core.api.Assertions.assertThat;

import io.trovex.contracts.Generation;
import io.trovex.index.engine.DocumentField;
import io.trovex.index.engine.DocumentFilter;
import io.trovex.index.engine.IndexableDocument;
import io.trovex.index.lucene.IndexSettings;
import io.trovex.index.lucene.LuceneIndex;
import io.trovex.index.search.DegradedReason;
import io.trovex.index.search.QueryEmbedder;
import io.trovex.index.search.QueryEmbedderUnavailableException;
import io.trovex.index.search.SearchMode;
import io.trovex.index.search.SearchService;
import io.trovex.index.search.SearchSettings;
import io.trovex.index.shadow.ShadowReport.Shown;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShadowComparisonTests {
    private static final Generation CANDIDATE = new Generation("g2-test", "other-model", GENERATION.dimension());
    private static final LoggedQuery BOATS = query("boats", SearchMode.SEMANTIC);
    private static final LoggedQuery CARS = query("cars", SearchMode.SEMANTIC);
    private static final LoggedQuery NOTHING = query("zeppelins", SearchMode.KEYWORD);

    @TempDir
    Path directory;

    private LuceneIndex servingIndex;
    private LuceneIndex candidateIndex;
    private SearchService serving;

    @BeforeEach
    void open() {
        servingIndex = LuceneIndex.open(directory.resolve("serving"), GENERATION, IndexSettings.DEFAULTS);
        candidateIndex = LuceneIndex.open(directory.resolve("candidate"), CANDIDATE, IndexSettings.DEFAULTS);
        servingIndex.apply(List.of(
                document("boat", "A boat.", 1, 0, 0, 0).embedded(),
                document("car", "A car.", 0, 1, 0, 0).embedded()));
        candidateIndex.apply(List.of(
                new IndexableDocument(document("boat", "A boat.", 0, 0, 1, 0).event(CANDIDATE), "A boat."),
                new IndexableDocument(document("car", "A car.", 0, 0, 0, 1).event(CANDIDATE), "A car.")));
        servingIndex.refresh();
        candidateIndex.refresh();
        serving = new SearchService(servingIndex, ShadowComparisonTests::servingVector, SearchSettings.DEFAULTS);
    }

    @AfterEach
    void close() {
        servingIndex.close();
        candidateIndex.close();
    }

    @Test
    void anEqualCandidateAnswersTheSame() {
        ShadowReport report =
                compare(text -> text.equals("boats") ? new float[] {0, 0, 1, 0} : new float[] {0, 0, 0, 1});

        assertThat(report.queries()).isEqualTo(3);
        assertThat(report.overlap()).isEqualTo(1);
        assertThat(report.same()).isEqualTo(1);
        assertThat(report.correlation()).isEqualTo(1);
        assertThat(report.examples()).isEmpty();
        assertThat(report.summary()).startsWith("3 queries: overlap@10 ").contains("no result 33.3 / ");
        assertThat(report.serving().zeroResults()).isEqualTo(1.0 / 3);
        assertThat(report.candidate().zeroResults()).isEqualTo(1.0 / 3);
        assertThat(report.candidate().model()).isEqualTo("other-model");
        assertThat(report.candidate().p99())
                .isGreaterThanOrEqualTo(report.candidate().p50())
                .isPositive();
    }

    @Test
    void bothAreAskedWithTheFilter() {
        LoggedQuery cars = new LoggedQuery(
                "cars", SearchMode.SEMANTIC, new DocumentFilter.Term(DocumentField.DOC_ID, List.of("car")));

        ShadowReport report = new ShadowComparison(
                        serving,
                        new SearchService(candidateIndex, _ -> new float[] {0, 0, 1, 0}, SearchSettings.DEFAULTS))
                .of(List.of(cars));

        // the candidate takes cars for boats, of which the filter lets none pass
        assertThat(report.same()).isEqualTo(1);
        assertThat(report.serving().zeroResults()).isZero();
    }

    @Test
    void whatDiffersIsShown() {
        // takes boats for cars
        ShadowReport report = compare(_ -> new float[] {0, 0, 0, 1});

        assertThat(report.overlap()).isEqualTo(1);
        assertThat(report.correlation()).isEqualTo(0);
        assertThat(report.same()).isEqualTo(2.0 / 3);
        assertThat(report.examples()).singleElement().satisfies(example -> {
            assertThat(example.query()).isEqualTo("boats");
            assertThat(example.serving()).extracting(Shown::docId).containsExactly("boat", "car");
            assertThat(example.candidate()).extracting(Shown::docId).containsExactly("car", "boat");
        });
    }

    @Test
    void aCandidateWithoutItsModelIsDegradedAndOneThatBreaksFails() {
        ShadowReport away = compare(_ -> {
            throw new QueryEmbedderUnavailableException(DegradedReason.EMBEDDER_UNAVAILABLE, "away", null);
        });
        assertThat(away.candidate().degraded()).isEqualTo(2.0 / 3);
        assertThat(away.candidate().failed()).isZero();
        assertThat(away.serving().degraded()).isZero();

        candidateIndex.close();
        ShadowReport closed = compare(_ -> new float[] {0, 0, 0, 1});
        assertThat(closed.candidate().failed()).isEqualTo(1);
        assertThat(closed.serving().failed()).isZero();
        assertThat(closed.overlap()).isEqualTo(1.0 / 3);
    }

    private ShadowReport compare(QueryEmbedder candidateModel) {
        SearchService candidate = new SearchService(candidateIndex, candidateModel, SearchSettings.DEFAULTS);
        return new ShadowComparison(serving, candidate).of(List.of(BOATS, CARS, NOTHING));
    }

    private static LoggedQuery query(String text, SearchMode mode) {
        return new LoggedQuery(text, mode, DocumentFilter.NONE);
    }

    private static float[] servingVector(String text) {
        return text.equals("boats") ? new float[] {1, 0, 0, 0} : new float[] {0, 1, 0, 0};
    }
}
