package io.trovex.index.opensearch;

import static io.trovex.index.lucene.Documents.document;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trovex.contracts.Generation;
import io.trovex.contracts.Outcome;
import io.trovex.index.engine.DocumentField;
import io.trovex.index.engine.DocumentFilter;
import io.trovex.index.engine.GenerationDirectories;
import io.trovex.index.engine.IndexUnavailableException;
import io.trovex.index.engine.IndexView;
import io.trovex.index.engine.IndexableDocument;
import io.trovex.index.engine.Match;
import io.trovex.index.engine.Ranking;
import io.trovex.index.engine.SearchIndex;
import io.trovex.index.engine.SearchRefusedException;
import io.trovex.index.engine.Settlement;
import io.trovex.index.engine.TextPart;
import io.trovex.index.lucene.Documents;
import io.trovex.index.search.CursorExpiredException;
import io.trovex.index.search.CursorSettings;
import io.trovex.index.search.HitFields;
import io.trovex.index.search.HitOptions;
import io.trovex.index.search.KeptSearches;
import io.trovex.index.search.SearchMode;
import io.trovex.index.search.SearchRequest;
import io.trovex.index.search.SearchService;
import io.trovex.index.search.SearchSettings;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OpenSearchEngineIntegrationTests {
    private static final GenerationDirectories DIRECTORIES = new GenerationDirectories(Path.of("target", "none"));

    private final OpenSearchSettings settings = SharedNode.settings(0);
    private final OpenSearchEngine engine = new OpenSearchEngine(settings, DIRECTORIES, Clock.systemUTC());
    private final Cluster cluster = new Cluster(settings);
    private final Generation one = new Generation("G1", "test-model", 4);
    private final Generation two = new Generation("g1", "test-model", 4);

    @AfterEach
    void delete() {
        engine.delete(one);
        engine.delete(two);
        engine.close();
        cluster.close();
    }

    @Test
    void anAliasFollowsTheGenerationThatServes() {
        fill(engine.open(one), 1);
        fill(engine.open(two), 2);

        engine.open(one).serves();
        assertThat(countByAlias()).isEqualTo(1);
        engine.open(two).serves();
        assertThat(countByAlias()).isEqualTo(2);
        engine.open(two).serves();
        assertThat(countByAlias()).isEqualTo(2);
    }

    @Test
    void idsThatDifferInTheirCaseHaveIndexesOfTheirOwnAndGoAlone() {
        fill(engine.open(one), 1);
        fill(engine.open(two), 2);

        engine.delete(one);

        assertThat(engine.open(two).statistics().documents()).isEqualTo(2);
        assertThat(engine.open(one).statistics().documents()).isZero();
    }

    @Test
    void theGraphFindsTheNearestWithinAFilter() {
        Random random = new Random(3);
        SearchIndex index = engine.open(two);
        index.apply(Documents.random(random, 300, two));
        index.refresh();

        try (IndexView view = index.view()) {
            float[] vector = Documents.direction(random, 4);
            Ranking ranking =
                    view.semantic(vector).rank(new DocumentFilter.Term(DocumentField.SOURCE, List.of("source-3")), 10);

            assertThat(ranking.approximate()).isTrue();
            assertThat(ranking.matches()).hasSize(10).extracting(Match::docId).allMatch(docId -> docId.endsWith("3"));
            assertThat(ranking.matches()).isSortedAccordingTo(Match.BEST_FIRST);
        }
    }

    @Test
    void aClusterThatIsAwayIsNoErrorUntilItIsNeeded() {
        OpenSearchSettings nowhere = new OpenSearchSettings(
                URI.create("http://127.0.0.1:1"),
                null,
                "nowhere",
                1,
                0,
                VectorLibrary.LUCENE,
                Duration.ofSeconds(1),
                0);
        try (OpenSearchEngine away = new OpenSearchEngine(nowhere, DIRECTORIES, Clock.systemUTC());
                SearchIndex index = away.open(one)) {
            assertThat(index.closedBecause()).isNull();
            assertThatThrownBy(index::statistics).isInstanceOf(IndexUnavailableException.class);
            assertThatThrownBy(index::view).isInstanceOf(IndexUnavailableException.class);
            assertThatThrownBy(() -> index.apply(List.of(document("a", "text").embedded())))
                    .isInstanceOf(IndexUnavailableException.class);
        }
    }

    @Test
    void anIndexThatIsDeletedUnderneathDoesNotComeBackWithoutItsMapping() {
        SearchIndex index = engine.open(two);
        fill(index, 1);
        engine.delete(two);

        assertThatThrownBy(() -> fill(index, 1)).isInstanceOf(IndexUnavailableException.class);

        fill(engine.open(two), 2);
        assertThat(index.statistics().documents()).isEqualTo(2);
    }

    @Test
    void anIndexThatIsClosedToWritesIsTheClustersFaultAndNotTheDocuments() {
        SearchIndex index = engine.open(two);
        fill(index, 1);
        block(true);

        assertThatThrownBy(() -> fill(index, 2)).isInstanceOf(IndexUnavailableException.class);

        block(false);
        fill(index, 2);
        assertThat(index.statistics().documents()).isEqualTo(2);
    }

    @Test
    void whatWasConsumedOfALostIndexIsForgottenAndNobodyWritesOnIntoTheNextOne() {
        SearchIndex index = engine.open(two);
        fill(index, 1);
        index.consumed(Map.of(0, 7L));
        index.commit();
        engine.delete(two);
        SearchIndex another = engine.open(two);
        fill(another, 2);

        assertThatThrownBy(() -> fill(index, 5)).isInstanceOf(IndexUnavailableException.class);
        assertThat(index.offsets()).isEmpty();
        assertThat(another.statistics().documents()).isEqualTo(2);

        index.consumed(Map.of(0, 3L));
        index.commit();
        assertThat(another.offsets()).containsExactly(Map.entry(0, 3L));
    }

    @Test
    void aLostIndexIsMissedThoughNobodyWrites() {
        AtomicInteger lost = new AtomicInteger();
        SearchIndex index = engine.open(two);
        index.whenLost(lost::incrementAndGet);
        fill(index, 1);
        index.consumed(Map.of(0, 7L));
        index.commit();
        index.commit();
        assertThat(lost).hasValue(0);
        engine.delete(two);

        assertThatThrownBy(index::commit).isInstanceOf(IndexUnavailableException.class);
        index.commit();

        assertThat(lost).hasValue(1);
        assertThat(index.offsets()).isEmpty();
    }

    @Test
    void anIndexOfANewerSchemaTakesTheNameAndGoesWithTheOlderOne() {
        String alias = settings.prefix() + "-g1";
        cluster.ask(
                        "PUT",
                        "/" + alias + ".v0",
                        Map.of(
                                "aliases",
                                Map.of(alias, Map.of()),
                                "mappings",
                                Map.of("_meta", Map.of("generation", "g1"))))
                .ok();

        SearchIndex index = engine.open(two);
        assertThat(index.apply(List.of(documentOf(two)))).containsExactly(new Settlement.Settled(Outcome.INDEXED));
        assertThat(cluster.ask("GET", "/_alias/" + alias).ok().propertyNames())
                .containsExactly(alias + "." + StoredFields.SCHEMA);

        engine.delete(two);
        assertThat(cluster.ask("GET", "/" + alias + ".*").ok().propertyNames()).isEmpty();
    }

    @Test
    void onlyWhatTheMappingRefusesIsADocumentsFault() {
        SearchIndex index = engine.open(two);
        fill(index, 1);
        String index2 = settings.prefix() + "-other";
        cluster.ask("PUT", "/" + index2, Map.of()).ok();
        String named = settings.prefix() + "-g1." + StoredFields.SCHEMA;
        cluster.ask("GET", "/" + named + "/_alias")
                .ok()
                .path(named)
                .path("aliases")
                .propertyNames()
                .forEach(alias ->
                        cluster.ask("PUT", "/" + index2 + "/_alias/" + alias).ok());

        assertThatThrownBy(() -> index.apply(List.of(documentOf(two)))).isInstanceOf(IndexUnavailableException.class);

        cluster.ask("DELETE", "/" + index2).ok();
        assertThat(index.apply(List.of(documentOf(two)))).containsExactly(new Settlement.Settled(Outcome.INDEXED));
    }

    @Test
    void aPositionThatIsNotWrittenIsNotCommitted() {
        SearchIndex index = engine.open(two);
        fill(index, 1);
        index.consumed(Map.of(0, 7L));
        block(true);

        assertThatThrownBy(index::commit).isInstanceOf(IndexUnavailableException.class);
        assertThat(index.statistics().committedAt()).isNull();

        block(false);
        index.commit();
        assertThat(engine.open(two).offsets()).containsExactly(Map.entry(0, 7L));
    }

    @Test
    void aCursorWhoseMomentTheClusterLostIsExpired() {
        SearchIndex index = engine.open(two);
        fill(index, 3);
        try (KeptSearches kept = new KeptSearches(CursorSettings.DEFAULTS, Clock.systemUTC())) {
            SearchService search = new SearchService(index, _ -> new float[4], null, SearchSettings.DEFAULTS, kept);
            HitOptions paged = new HitOptions(null, null, List.of(), null, HitFields.ALL, true);
            String cursor = search.search(
                            SearchRequest.of("text", SearchMode.KEYWORD, 1).with(paged))
                    .nextCursor();
            cluster.ask("DELETE", "/_search/point_in_time/_all").ok();

            assertThatThrownBy(() -> kept.page(Objects.requireNonNull(cursor), null, null))
                    .isInstanceOf(CursorExpiredException.class);
            assertThat(kept.size()).isZero();
        }
    }

    @Test
    void aSearchThatTheClusterRefusesIsNotItsAbsence() {
        SearchIndex index = engine.open(two);
        fill(index, 1);
        List<DocumentFilter> any = IntStream.range(0, 2_000)
                .mapToObj(i -> (DocumentFilter) new DocumentFilter.Phrase(TextPart.ANYWHERE, "some" + i + " other"))
                .toList();

        try (IndexView view = index.view()) {
            assertThatThrownBy(() -> view.keyword("text").rank(new DocumentFilter.Or(any), 1))
                    .isInstanceOf(SearchRefusedException.class)
                    .hasMessageContaining("lause");
        }
    }

    @Test
    void theLanguagesAreAskedForOnceBetweenRefreshes() {
        SearchIndex index = engine.open(two);
        fill(index, 1);
        assertThat(index.languages()).containsExactly("english");
        int asked = searches();

        assertThat(index.languages()).containsExactly("english");
        try (IndexView view = index.view()) {
            assertThat(view.languages()).containsExactly("english");
        }
        assertThat(searches()).isEqualTo(asked);
        try (IndexView before = index.view()) {
            index.apply(List.of(new IndexableDocument(
                    document("de", "text", 1, 0, 0, 0).language("de").event(two), "text")));
            index.refresh();
            assertThat(before.languages()).containsExactly("english");
            assertThat(index.languages()).containsExactlyInAnyOrder("english", "german");
        }
    }

    private int searches() {
        return cluster.ask("GET", "/" + settings.prefix() + "-*/_stats/search")
                .ok()
                .at("/_all/primaries/search/query_total")
                .asInt();
    }

    @Test
    void theConfiguredLibraryKeepsTheVectorsAndOneThatIsNotThereIsNotDetected() {
        // the node takes the library for loaded once an index asked for it
        assertThat(libraryOf(VectorLibrary.DETECT)).isEqualTo("lucene");
        assertThat(libraryOf(VectorLibrary.FAISS)).isEqualTo("faiss");
    }

    private String libraryOf(VectorLibrary vectors) {
        OpenSearchSettings other =
                new OpenSearchSettings(settings.url(), null, settings.prefix(), 1, 0, vectors, settings.timeout(), 0);
        try (OpenSearchEngine configured = new OpenSearchEngine(other, DIRECTORIES, Clock.systemUTC())) {
            configured.open(two).refresh();
            String index = settings.prefix() + "-g1." + StoredFields.SCHEMA;
            String library = cluster.ask("GET", "/" + index + "/_mapping")
                    .ok()
                    .path(index)
                    .at("/mappings/properties/passages/properties/vector/method/engine")
                    .asString();
            configured.delete(two);
            return library;
        }
    }

    private static IndexableDocument documentOf(Generation generation) {
        return new IndexableDocument(document("d0", "text", 1, 0, 0, 0).event(generation), "text");
    }

    private void block(boolean writes) {
        cluster.ask("PUT", "/" + settings.prefix() + "-*/_settings", Map.of("index.blocks.write", writes))
                .ok();
    }

    private static void fill(SearchIndex index, int count) {
        List<IndexableDocument> documents = IntStream.range(0, count)
                .mapToObj(i -> new IndexableDocument(
                        document("d" + i, "text", 1, 0, 0, 0).event(index.generation()), "text"))
                .toList();
        index.apply(documents);
        index.refresh();
    }

    private int countByAlias() {
        return cluster.ask("GET", "/" + settings.prefix() + "/_count")
                .ok()
                .path("count")
                .asInt();
    }
}
