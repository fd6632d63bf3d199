package io.trovex.index.search;

import static io.trovex.index.lucene.Documents.GENERATION;
import static io.trovex.index.lucene.Documents.document;
import static io.trovex.index.lucene.Documents.passage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trovex.index.lucene.Documents;
import io.trovex.index.lucene.IndexSettings;
import io.trovex.index.lucene.LuceneIndex;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MoreLikeTests {
    private static final String TWO_SIDED = "Foxes hunt hens. Boats sail home.";

    @TempDir
    Path directory;

    private LuceneIndex index;
    private SearchService search;
    private final List<String> embedded = new ArrayList<>();

    @BeforeEach
    void fill() {
        index = LuceneIndex.open(directory.resolve("index"), GENERATION, IndexSettings.DEFAULTS);
        index.apply(List.of(
                document("fox", "A fox hunts the hens of a farm.", 1, 0, 0, 0)
                        .source("wiki")
                        .embedded(),
                document("hens", "Hens of the farm fear a fox.", 0.9f, 0.4f, 0, 0)
                        .source("blog")
                        .embedded(),
                document("boat", "A boat sails on the sea.", 0, 0, 1, 0)
                        .source("wiki")
                        .embedded(),
                document("sea", "The sea and its boats.", 0, 0.1f, 0.9f, 0)
                        .source("blog")
                        .embedded(),
                document("two", TWO_SIDED)
                        .passages(
                                passage(TWO_SIDED, "Foxes hunt hens.", 1, 0, 0, 0),
                                passage(TWO_SIDED, "Boats sail home.", 0, 0, 1, 0))
                        .embedded(),
                document("bare", "Nothing in common whatsoever.").embedded()));
        index.refresh();
        search = new SearchService(index, this::embed, SearchSettings.DEFAULTS);
    }

    @AfterEach
    void close() {
        index.close();
    }

    @ParameterizedTest
    @EnumSource
    void findsWhatIsLikeADocumentAndNotThatItself(SearchMode mode) {
        assertThat(like("fox", "", mode))
                .doesNotContain("fox")
                .filteredOn(docId -> !docId.equals("two"))
                .startsWith("hens");
        assertThat(like("boat", "", mode))
                .doesNotContain("boat")
                .filteredOn(docId -> !docId.equals("two"))
                .startsWith("sea");
        assertThat(embedded).isEmpty();
    }

    @Test
    void allPassagesOfADocumentCount() {
        assertThat(like("two", "", SearchMode.SEMANTIC).subList(0, 4))
                .containsExactlyInAnyOrder("fox", "boat", "hens", "sea");
    }

    @ParameterizedTest
    @EnumSource
    void aQueryBesideItCountsTooAndItsConditionsHold(SearchMode mode) {
        assertThat(like("two", "boat", mode)).startsWith("boat");
        assertThat(like("fox", "source:wiki", mode)).doesNotContain("hens", "fox");
    }

    @ParameterizedTest
    @EnumSource
    void aDocumentWithoutPassagesAndWordsInCommonIsLikeNone(SearchMode mode) {
        assertThat(like("bare", "", mode)).isEmpty();
    }

    @Test
    void aDeletedDocumentIsUnknown() {
        index.apply(List.of(Documents.delete("fox", 2)));
        index.refresh();

        assertThatThrownBy(() -> like("fox", "", SearchMode.HYBRID)).isInstanceOf(UnknownDocumentException.class);
        assertThatThrownBy(() -> like("never", "hens", SearchMode.KEYWORD))
                .isInstanceOf(UnknownDocumentException.class);
    }

    private List<String> like(String docId, String text, SearchMode mode) {
        return search.search(SearchRequest.of(text, mode, 10).like(docId)).hits().stream()
                .map(SearchHit::docId)
                .toList();
    }

    private float[] embed(String text) {
        embedded.add(text);
        return new float[] {0, 0, 1, 0};
    }
}
