package io.trovex.index.opensearch;

import static io.trovex.index.lucene.Documents.document;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trovex.contracts.Generation;
import io.trovex.index.engine.DocumentField;
import io.trovex.index.engine.DocumentFilter;
import io.trovex.index.engine.GenerationDirectories;
import io.trovex.index.engine.IndexUnavailableException;
import io.trovex.index.engine.IndexView;
import io.trovex.index.engine.IndexableDocument;
import io.trovex.index.engine.Match;
import io.trovex.index.engine.Ranking;
import io.trovex.index.engine.SearchIndex;
import io.trovex.index.lucene.Documents;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
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
                URI.create("http://127.0.0.1:1"), null, "nowhere", 1, 0, Duration.ofSeconds(1), 0);
        try (OpenSearchEngine away = new OpenSearchEngine(nowhere, DIRECTORIES, Clock.systemUTC());
                SearchIndex index = away.open(one)) {
            assertThat(index.isOpen()).isTrue();
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
