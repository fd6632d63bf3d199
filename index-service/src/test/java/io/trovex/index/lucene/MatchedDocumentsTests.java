package io.trovex.index.lucene;

import static io.trovex.index.lucene.Documents.GENERATION;
import static io.trovex.index.lucene.Documents.NOON;
import static io.trovex.index.lucene.Documents.document;
import static org.assertj.core.api.Assertions.assertThat;

import io.trovex.index.engine.DocumentField;
import io.trovex.index.engine.DocumentFilter;
import io.trovex.index.engine.Facet;
import io.trovex.index.engine.Facet.Count;
import io.trovex.index.engine.IndexView;
import io.trovex.index.engine.KeywordSearch;
import io.trovex.index.engine.Match;
import io.trovex.index.engine.SortOrder;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MatchedDocumentsTests {
    private static final DocumentField YEAR = DocumentField.metadata("year");
    private static final DocumentField TAGS = DocumentField.metadata("tags");

    @TempDir
    Path directory;

    private LuceneIndex index;

    @BeforeEach
    void fill() {
        index = LuceneIndex.open(directory, GENERATION, IndexSettings.DEFAULTS);
        // two segments, and a document in the first that is gone
        index.apply(List.of(
                document("gone", "text").source("wiki").embedded(),
                document("a", "text")
                        .source("wiki")
                        .timestamp(NOON)
                        .metadata(Map.of("year", 9, "tags", List.of("red", "green")))
                        .embedded(),
                document("b", "text")
                        .source("blog")
                        .timestamp(NOON.plusSeconds(60))
                        .metadata(Map.of("year", 10.50, "tags", List.of("red"), "yearly", 1))
                        .embedded()));
        index.refresh();
        index.apply(List.of(
                document("c", "text")
                        .source("wiki")
                        .timestamp(NOON.minusSeconds(60))
                        .metadata(Map.of("year", "unknown", "tags", List.of("blue", "red")))
                        .embedded(),
                document("d", "text").source("wiki").timestamp(NOON).embedded(),
                document("e", "other").source("wiki").embedded(),
                Documents.delete("gone", 2)));
        index.refresh();
    }

    @AfterEach
    void close() {
        index.close();
    }

    @Test
    void aFacetCountsLiveMatchesOverAllSegments() {
        assertThat(facet(DocumentField.SOURCE, 10))
                .isEqualTo(new Facet(List.of(new Count("wiki", 3), new Count("blog", 1)), 0, 0));
    }

    @Test
    void aDocumentCountsForEachOfItsValuesAndKeysDoNotMix() {
        assertThat(facet(TAGS, 2)).isEqualTo(new Facet(List.of(new Count("red", 3), new Count("blue", 1)), 1, 1));
        assertThat(facet(YEAR, 10))
                .isEqualTo(new Facet(List.of(new Count("10.5", 1), new Count("9", 1), new Count("unknown", 1)), 0, 1));
        assertThat(facet(DocumentField.metadata("none"), 10)).isEqualTo(new Facet(List.of(), 0, 4));
    }

    @Test
    void everyCountIsWhatAFilterOnTheValueFinds() {
        try (IndexView view = index.view()) {
            KeywordSearch keyword = view.keyword("text");
            for (DocumentField field : List.of(DocumentField.SOURCE, DocumentField.LANGUAGE, TAGS, YEAR)) {
                for (Count count : facet(field, 100).values()) {
                    DocumentFilter filter = new DocumentFilter.Term(field, List.of(count.value()));
                    assertThat(view.matched(keyword, filter).count()).isEqualTo((int) count.count());
                }
            }
        }
    }

    @Test
    void sortsByTimeInBothDirectionsTiesById() {
        assertThat(sorted(DocumentField.TIMESTAMP, false, 10)).containsExactly("c", "a", "d", "b");
        assertThat(sorted(DocumentField.TIMESTAMP, true, 10)).containsExactly("b", "a", "d", "c");
        assertThat(sorted(DocumentField.TIMESTAMP, false, 2)).containsExactly("c", "a");
    }

    @Test
    void numbersSortAsNumbersBeforeTextsAndMissingOnesLast() {
        assertThat(sorted(YEAR, false, 10)).containsExactly("a", "b", "c", "d");
        assertThat(sorted(YEAR, true, 10)).containsExactly("c", "b", "a", "d");
        assertThat(sorted(YEAR, true, 2)).containsExactly("c", "b");
    }

    @Test
    void ofSeveralValuesTheOneThatComesFirstCounts() {
        assertThat(sorted(TAGS, false, 10)).containsExactly("c", "a", "b", "d");
        assertThat(sorted(TAGS, true, 10)).containsExactly("a", "b", "c", "d");
    }

    @Test
    void tellsTheSourcesOfDocuments() {
        try (IndexView view = index.view()) {
            List<Match> matches =
                    view.keyword("text").rank(DocumentFilter.NONE, 10).matches();
            Map<Integer, String> sources = view.values(
                    DocumentField.SOURCE, matches.stream().map(Match::number).toList());

            assertThat(matches)
                    .hasSize(4)
                    .allSatisfy(match -> assertThat(sources.get(match.number()))
                            .isEqualTo(match.docId().equals("b") ? "blog" : "wiki"));
        }
    }

    private Facet facet(DocumentField field, int size) {
        try (IndexView view = index.view()) {
            return view.matched(view.keyword("text"), DocumentFilter.NONE).facet(field, size);
        }
    }

    private List<String> sorted(DocumentField field, boolean descending, int size) {
        try (IndexView view = index.view()) {
            return view
                    .matched(view.keyword("text"), DocumentFilter.NONE)
                    .first(new SortOrder(field, descending), size)
                    .stream()
                    .map(Match::docId)
                    .toList();
        }
    }
}
