package io.trovex.index.search;

import static io.trovex.index.lucene.Documents.GENERATION;
import static io.trovex.index.lucene.Documents.document;
import static io.trovex.index.lucene.Documents.passage;
import static org.assertj.core.api.Assertions.assertThat;

import io.trovex.contracts.Generation;
import io.trovex.index.engine.DocumentField;
import io.trovex.index.engine.DocumentFilter;
import io.trovex.index.engine.IndexableDocument;
import io.trovex.index.lucene.Documents;
import io.trovex.index.lucene.IndexSettings;
import io.trovex.index.lucene.LuceneIndex;
import io.trovex.index.search.PassageView.Highlight;
import io.trovex.index.search.SearchResponse.Relation;
import io.trovex.index.search.SearchResponse.Total;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SearchServiceTests {
    private static final String MEASLES = "Measles spreads fast. The vaccination of children stops it.";
    private static final String RIVERS = "Rivers run to the sea. Boats are running on them.";

    @TempDir
    Path directory;

    private LuceneIndex index;
    private SearchService search;
    private float @Nullable [] queryVector;

    @BeforeEach
    void fill() {
        index = LuceneIndex.open(directory.resolve("index"), GENERATION, IndexSettings.DEFAULTS);
        index.apply(List.of(
                document("measles", MEASLES)
                        .title("Measles")
                        .source("health")
                        .metadata(Map.of("year", 2026))
                        .passages(
                                passage(MEASLES, "Measles spreads fast.", 1, 0, 0, 0),
                                passage(MEASLES, "The vaccination of children stops it.", 0.6f, 0.8f, 0, 0))
                        .embedded(),
                document("rivers", RIVERS)
                        .source("nature")
                        .passages(
                                passage(RIVERS, "Rivers run to the sea.", 0, 0, 1, 0),
                                passage(RIVERS, "Boats are running on them.", 0, 0, 0, 1))
                        .embedded()));
        index.refresh();
        search = new SearchService(index, this::embed, SearchSettings.DEFAULTS);
        queryVector = new float[] {0, 1, 0, 0};
    }

    @AfterEach
    void close() {
        index.close();
    }

    @Test
    void aParaphraseWithoutASharedWordFindsTheDocument() {
        SearchHit hit = search.search(SearchRequest.of("immunising kids", SearchMode.HYBRID, 1))
                .hits()
                .getFirst();

        assertThat(hit.docId()).isEqualTo("measles");
        assertThat(hit.title()).isEqualTo("Measles");
        assertThat(hit.source()).isEqualTo("health");
        assertThat(hit.timestamp()).isEqualTo(Documents.NOON);
        assertThat(hit.metadata()).isEqualTo(Map.of("year", 2026L));
        assertThat(hit.passage())
                .isEqualTo(new PassageView("The vaccination of children stops it.", 22, 59, List.of()));
    }

    @Test
    void highlightsTheWordsOfTheQueryInTheirInflectedForms() {
        PassageView passage = shown(search.search(SearchRequest.of("vaccinate a child", SearchMode.HYBRID, 1)));

        assertThat(passage.text()).isEqualTo("The vaccination of children stops it.");
        assertThat(passage.highlights()).containsExactly(new Highlight(4, 15));
        assertThat(passage.text().substring(4, 15)).isEqualTo("vaccination");
    }

    @Test
    void aKeywordHitShowsThePassageWithMostOfItsWords() {
        PassageView passage = shown(search.search(SearchRequest.of("run boat", SearchMode.KEYWORD, 1)));

        assertThat(passage.text()).isEqualTo("Boats are running on them.");
        assertThat(passage.highlights()).containsExactly(new Highlight(0, 5), new Highlight(10, 17));
    }

    @Test
    void aDocumentWithoutPassagesShowsItsBeginning() {
        String body = "needle " + "x".repeat(1_000);
        index.apply(List.of(document("plain", body).embedded()));
        index.refresh();

        PassageView passage = shown(search.search(SearchRequest.of("needle", SearchMode.KEYWORD, 1)));
        assertThat(passage.start()).isZero();
        assertThat(passage.text()).hasSize(400).startsWith("needle");
        assertThat(passage.highlights()).containsExactly(new Highlight(0, 6));
    }

    @ParameterizedTest
    @EnumSource(names = {"HYBRID", "SEMANTIC"})
    void keywordsAnswerAloneAndSaySoWhileTheEmbedderIsAway(SearchMode mode) {
        queryVector = null;

        SearchResponse response = search.search(SearchRequest.of("measles", mode, 10));

        assertThat(response.degraded()).isTrue();
        assertThat(response.degradedReason()).isEqualTo(DegradedReason.EMBEDDER_TIMEOUT);
        assertThat(response.fallback()).isEqualTo(Fallback.KEYWORDS);
        assertThat(response.mode()).isEqualTo(mode);
        assertThat(response.hits()).extracting(SearchHit::docId).containsExactly("measles");
        assertThat(response.total()).isEqualTo(new Total(1, Relation.EQ));
    }

    @Test
    void aQueryVectorOfAnotherDimensionDegradesToo() {
        queryVector = new float[] {1, 0};

        SearchResponse response = search.search(SearchRequest.of("measles", SearchMode.HYBRID, 10));

        assertThat(response.degradedReason()).isEqualTo(DegradedReason.EMBEDDER_MISMATCH);
        assertThat(response.fallback()).isEqualTo(Fallback.KEYWORDS);
    }

    @Test
    void aQueryVectorThatIsNoNumberDegradesToo() {
        queryVector = new float[] {0, Float.NaN, 0, 0};

        SearchResponse response = search.search(SearchRequest.of("measles", SearchMode.HYBRID, 10));

        assertThat(response.degradedReason()).isEqualTo(DegradedReason.EMBEDDER_UNAVAILABLE);
        assertThat(response.hits()).extracting(SearchHit::docId).containsExactly("measles");
    }

    @Test
    void aModelThatFailsInAnyWayDegradesToo() {
        search = new SearchService(
                index,
                _ -> {
                    throw new IllegalStateException("a poisoned model");
                },
                SearchSettings.DEFAULTS);

        assertThat(search.search(SearchRequest.of("measles", SearchMode.SEMANTIC, 10))
                        .degradedReason())
                .isEqualTo(DegradedReason.EMBEDDER_UNAVAILABLE);
    }

    @Test
    void theStaticEncoderStandsInForTheModelAndTheAnswerSaysSo() {
        queryVector = null;
        search = new SearchService(index, this::embed, _ -> new float[] {0, 1, 0, 0}, SearchSettings.DEFAULTS);

        SearchResponse response = search.search(SearchRequest.of("immunising kids", SearchMode.SEMANTIC, 1));

        assertThat(response.hits()).extracting(SearchHit::docId).containsExactly("measles");
        assertThat(response.degraded()).isTrue();
        assertThat(response.degradedReason()).isEqualTo(DegradedReason.EMBEDDER_TIMEOUT);
        assertThat(response.fallback()).isEqualTo(Fallback.STATIC_ENCODER);
    }

    @Test
    void withoutModelAndStaticEncoderTheWordsAreLeft() {
        queryVector = null;
        search = new SearchService(index, this::embed, this::embed, SearchSettings.DEFAULTS);

        SearchResponse response = search.search(SearchRequest.of("measles", SearchMode.SEMANTIC, 10));

        assertThat(response.hits()).extracting(SearchHit::docId).containsExactly("measles");
        assertThat(response.fallback()).isEqualTo(Fallback.KEYWORDS);
    }

    @Test
    void anAnswerByTheModelIsNotDegraded() {
        SearchResponse response = search.search(SearchRequest.of("measles", SearchMode.HYBRID, 10));

        assertThat(response.degraded()).isFalse();
        assertThat(response.degradedReason()).isNull();
        assertThat(response.fallback()).isNull();
    }

    @Test
    void keywordSearchNeedsNoEmbedder() {
        queryVector = null;

        assertThat(search.search(SearchRequest.of("measles", SearchMode.KEYWORD, 10))
                        .degraded())
                .isFalse();
    }

    @Test
    void namesTheGenerationAndTheQuery() {
        SearchResponse first = search.search(SearchRequest.of("measles", SearchMode.HYBRID, 10));
        SearchResponse second = search.search(SearchRequest.of("measles", SearchMode.HYBRID, 10));

        assertThat(first.generation()).isEqualTo("g1-test");
        assertThat(first.model()).isEqualTo("test-model");
        assertThat(first.queryId()).isNotEqualTo(second.queryId());
        assertThat(first.tookMs()).isPositive();
        assertThat(first.total()).isEqualTo(new Total(2, Relation.EQ));
    }

    @ParameterizedTest
    @EnumSource(SearchMode.class)
    void anExplanationAddsUpToTheScore(SearchMode mode) {
        for (Fusion fusion : Fusion.values()) {
            SearchRequest request = new SearchRequest("measles boats", mode, 10, DocumentFilter.NONE, fusion, true);

            assertThat(search.search(request).hits()).isNotEmpty().allSatisfy(hit -> {
                assertThat(hit.explanation()).isNotNull();
                assertThat(hit.explanation().score()).isEqualTo(hit.score());
            });
        }
    }

    @Test
    void filtersHoldForBothKindsOfSearch() {
        DocumentFilter nature = new DocumentFilter.Term(DocumentField.SOURCE, List.of("nature"));
        SearchRequest request = new SearchRequest("measles", SearchMode.HYBRID, 10, nature, Fusion.WEIGHTED, false);

        assertThat(search.search(request).hits()).extracting(SearchHit::docId).containsExactly("rivers");
    }

    @ParameterizedTest
    @EnumSource(SearchMode.class)
    void theLayoutOfTheSegmentsDoesNotShow(SearchMode mode) {
        Generation wide = new Generation("g1-wide", "test-model", 48);
        Random random = new Random(5);
        List<IndexableDocument> documents = new ArrayList<>(Documents.random(random, 600, wide));
        float[] vector = Documents.direction(random, 48);
        SearchRequest request = new SearchRequest("word7 end", mode, 50, DocumentFilter.NONE, Fusion.WEIGHTED, true);

        List<SearchHit> whole = hits(wide, documents, 600, vector, request);
        Collections.shuffle(documents, random);
        List<SearchHit> scattered = hits(wide, documents, 37, vector, request);

        assertThat(scattered).isEqualTo(whole);
    }

    private List<SearchHit> hits(
            Generation generation,
            List<IndexableDocument> documents,
            int refreshEvery,
            float[] vector,
            SearchRequest request) {
        try (LuceneIndex other =
                LuceneIndex.open(directory.resolve("layout" + refreshEvery), generation, IndexSettings.DEFAULTS)) {
            for (int i = 0; i < documents.size(); i += refreshEvery) {
                other.apply(documents.subList(i, Math.min(documents.size(), i + refreshEvery)));
                other.refresh();
            }
            return new SearchService(other, _ -> vector, SearchSettings.DEFAULTS)
                    .search(request)
                    .hits();
        }
    }

    private static PassageView shown(SearchResponse response) {
        return Objects.requireNonNull(response.hits().getFirst().passage());
    }

    private float[] embed(String query) {
        if (queryVector == null) {
            throw new QueryEmbedderUnavailableException(DegradedReason.EMBEDDER_TIMEOUT, "away", null);
        }
        return queryVector;
    }
}
