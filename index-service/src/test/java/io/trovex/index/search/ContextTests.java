package io.trovex.index.search;

import static io.trovex.index.lucene.Documents.GENERATION;
import static io.trovex.index.lucene.Documents.document;
import static io.trovex.index.lucene.Documents.passage;
import static org.assertj.core.api.Assertions.assertThat;

import io.trovex.index.engine.DocumentFilter;
import io.trovex.index.lucene.IndexSettings;
import io.trovex.index.lucene.LuceneIndex;
import io.trovex.index.query.Notice;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ContextTests {
    private static final String LONG = "Boats sail on seas. Sails catch the wind. Hens lay eggs on farms.";

    @TempDir
    Path directory;

    private LuceneIndex index;
    private SearchService search;

    @BeforeEach
    void fill() {
        index = LuceneIndex.open(directory.resolve("index"), GENERATION, IndexSettings.DEFAULTS);
        index.apply(List.of(
                document("long", LONG)
                        .source("wiki")
                        .passages(
                                passage(LONG, "Boats sail on seas. Sails", 1, 0, 0, 0),
                                passage(LONG, "Sails catch the wind.", 0.9f, 0.1f, 0, 0),
                                passage(LONG, "Hens lay eggs on farms.", 0.1f, 0, 0, 1))
                        .embedded(),
                document("short", "A boat.", 0.6f, 0, 0.8f, 0).source("blog").embedded(),
                document("bare", "A boat without any passages.").embedded()));
        index.refresh();
        search = new SearchService(index, _ -> new float[] {1, 0, 0, 0}, SearchSettings.DEFAULTS);
    }

    @AfterEach
    void close() {
        index.close();
    }

    @Test
    void overlappingPassagesAreOneAndOthersStandAlone() {
        List<ContextPassage> passages = passages(SearchMode.SEMANTIC, 1_000);

        assertThat(passages)
                .extracting(ContextPassage::text)
                .containsExactly("Boats sail on seas. Sails catch the wind.", "A boat.", "Hens lay eggs on farms.");
        assertThat(passages)
                .allSatisfy(
                        each -> assertThat(each.tokens()).isEqualTo((each.text().length() + 3) / 4))
                .filteredOn(each -> each.docId().equals("long"))
                .allSatisfy(each ->
                        assertThat(LONG.substring(each.start(), each.end())).isEqualTo(each.text()));
        assertThat(passages.getFirst().score())
                .isEqualTo(search.search(request(SearchMode.SEMANTIC))
                        .hits()
                        .getFirst()
                        .score());
    }

    @ParameterizedTest
    @EnumSource
    void theBudgetHoldsAndWhatFitsBesideWhatDoesNotIsListed(SearchMode mode) {
        for (int budget = 1; budget < 40; budget++) {
            assertThat(passages(mode, budget).stream()
                            .mapToInt(ContextPassage::tokens)
                            .sum())
                    .isLessThanOrEqualTo(budget);
        }
        assertThat(passages(mode, 2)).extracting(ContextPassage::text).containsExactly("A boat.");
    }

    @Test
    void aBestPassageThatDoesNotFitIsMissedAloud() {
        assertThat(notices(6)).extracting(Notice::code).containsExactly(Notice.TOKEN_BUDGET);
        assertThat(notices(6))
                .extracting(Notice::detail)
                .containsExactly("the best passage has 7 tokens and does not fit into 6");
        assertThat(notices(1)).extracting(Notice::code).containsExactly(Notice.TOKEN_BUDGET);
        assertThat(notices(7)).isEmpty();
        assertThat(search.search(SearchRequest.of("nothing like it", SearchMode.KEYWORD, 10)
                                .with(options(1)))
                        .notices())
                .isNull();
    }

    @Test
    void aScriptThatModelsCutFinerCostsMore() {
        index.apply(List.of(document("ja", "船は海を行く boat").embedded()));
        index.refresh();

        assertThat(passages(SearchMode.KEYWORD, 1_000))
                .filteredOn(passage -> passage.docId().equals("ja"))
                .extracting(ContextPassage::tokens)
                .containsExactly(6);
    }

    @Test
    void byWordsEachDocumentHasOnePassage() {
        assertThat(passages(SearchMode.KEYWORD, 1_000))
                .extracting(ContextPassage::docId)
                .containsExactlyInAnyOrder("long", "short", "bare");
    }

    @Test
    void filtersHoldAndTheHitsRemain() {
        SearchRequest request =
                new SearchRequest("boat source:wiki", SearchMode.HYBRID, 10, DocumentFilter.NONE, Fusion.RRF, false);
        SearchResponse response = search.search(request.with(options(100)));

        assertThat(response.hits()).extracting(SearchHit::docId).containsExactly("long");
        assertThat(Objects.requireNonNull(response.passages()))
                .extracting(ContextPassage::docId)
                .containsOnly("long")
                .hasSize(2);
        assertThat(search.search(request).passages()).isNull();
    }

    private List<ContextPassage> passages(SearchMode mode, int maxTokens) {
        return Objects.requireNonNull(
                search.search(request(mode).with(options(maxTokens))).passages());
    }

    private List<Notice> notices(int maxTokens) {
        List<Notice> notices = search.search(request(SearchMode.SEMANTIC).with(options(maxTokens)))
                .notices();
        return notices == null ? List.of() : notices;
    }

    private static SearchRequest request(SearchMode mode) {
        return SearchRequest.of("boat", mode, 10);
    }

    private static HitOptions options(int maxTokens) {
        return new HitOptions(null, null, List.of(), null, HitFields.ALL, false, 0, maxTokens);
    }
}
