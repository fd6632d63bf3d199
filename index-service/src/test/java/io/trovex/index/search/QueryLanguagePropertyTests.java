package io.trovex.index.search;

import static io.trovex.index.lucene.Documents.GENERATION;
import static io.trovex.index.lucene.Documents.document;
import static org.assertj.core.api.Assertions.assertThat;

import io.trovex.index.engine.DocumentFilter;
import io.trovex.index.engine.IndexView;
import io.trovex.index.engine.Match;
import io.trovex.index.lucene.IndexSettings;
import io.trovex.index.lucene.LuceneIndex;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;

/** No text makes a search fail, and words without syntax rank as they always did. */
class QueryLanguagePropertyTests {
    private static final Path DIRECTORY = directory();
    private static final LuceneIndex INDEX = filled();
    private static final SearchService SEARCH =
            new SearchService(INDEX, _ -> new float[] {1, 0, 0, 0}, SearchSettings.DEFAULTS);

    private static Path directory() {
        try {
            return Files.createTempDirectory("query-language");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static LuceneIndex filled() {
        LuceneIndex index = LuceneIndex.open(DIRECTORY, GENERATION, IndexSettings.DEFAULTS);
        index.apply(List.of(
                document("fox", "A quick red fox runs home, the fox.", 1, 0, 0, 0)
                        .title("Foxes")
                        .metadata(Map.of("a", 1))
                        .embedded(),
                document("dog", "A red dog met the quick brown fox of source a.", 0.8f, 0.6f, 0, 0)
                        .title("Dogs run")
                        .embedded()));
        index.refresh();
        return index;
    }

    @AfterContainer
    static void close() throws IOException {
        INDEX.close();
        try (Stream<Path> files = Files.walk(DIRECTORY)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    @Property(tries = 1_000)
    void anyTextIsAnswered(@ForAll String text) {
        for (SearchMode mode : SearchMode.values()) {
            assertThat(SEARCH.search(SearchRequest.of(text, mode, 5)).hits()).hasSizeLessThanOrEqualTo(2);
        }
    }

    @Property(tries = 2_000)
    void anyJumbleOfSyntaxIsAnswered(@ForAll("jumbles") String text) {
        for (SearchMode mode : SearchMode.values()) {
            assertThat(SEARCH.search(SearchRequest.of(text, mode, 5)).hits()).hasSizeLessThanOrEqualTo(2);
        }
    }

    @Property(tries = 300)
    void plainWordsRankAsWordsAlone(@ForAll("plainWords") String text) {
        SearchResponse response = SEARCH.search(SearchRequest.of(text, SearchMode.KEYWORD, 5));

        assertThat(response.notices()).isNull();
        try (IndexView view = INDEX.view()) {
            List<Match> words = view.keyword(text).rank(DocumentFilter.NONE, 5).matches();
            assertThat(response.hits().stream().map(SearchHit::docId))
                    .containsExactlyElementsOf(words.stream().map(Match::docId).toList());
            assertThat(response.hits().stream().map(SearchHit::score))
                    .containsExactlyElementsOf(words.stream().map(Match::score).toList());
        }
    }

    @Provide
    Arbitrary<String> jumbles() {
        return Arbitraries.of(
                        "\"",
                        "-",
                        ":",
                        "*",
                        " ",
                        "fox",
                        "the",
                        "source:",
                        "title:",
                        "a:",
                        "timestamp:",
                        "metadata.",
                        "metadata.a:",
                        "\u201c",
                        "--",
                        "ru*",
                        "-\"",
                        "\\",
                        "(",
                        "~2",
                        "^",
                        "\ud83d",
                        "\u0000",
                        "\n",
                        "\uff1a")
                .list()
                .ofMaxSize(120)
                .map(pieces -> String.join("", pieces));
    }

    @Provide
    Arbitrary<String> plainWords() {
        return Arbitraries.of(
                        "fox", "red", "running", "the", "well-known", "dogs", "10:30", "(quick)", "isn't", "-", "&")
                .list()
                .ofMaxSize(8)
                .map(words -> String.join(" ", words));
    }
}
