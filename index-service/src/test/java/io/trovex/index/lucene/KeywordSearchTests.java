package io.trovex.index.lucene;

import static io.trovex.index.lucene.Documents.GENERATION;
import static io.trovex.index.lucene.Documents.document;
import static org.assertj.core.api.Assertions.assertThat;

import io.trovex.index.engine.DocumentField;
import io.trovex.index.engine.DocumentFilter;
import io.trovex.index.engine.IndexView;
import io.trovex.index.engine.KeywordSearch;
import io.trovex.index.engine.Match;
import io.trovex.index.engine.Ranking;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeywordSearchTests {
    @TempDir
    Path directory;

    private LuceneIndex index;

    @BeforeEach
    void open() {
        index = LuceneIndex.open(directory, GENERATION, IndexSettings.DEFAULTS);
    }

    @AfterEach
    void close() {
        index.close();
    }

    @Test
    void findsInflectedFormsInTitleAndBody() {
        add(
                document("body", "She was running along the river."),
                document("title", "Nothing here.").title("Runs of the season"),
                document("neither", "Nothing at all."));

        assertThat(found("run")).containsExactlyInAnyOrder("body", "title");
    }

    @Test
    void aWordInTheTitleWeighsMoreThanTheSameWordInTheBody() {
        add(
                document("in-body", "measles outbreak report").title("annual summary"),
                document("in-title", "annual report summary").title("measles outbreak"));

        assertThat(found("measles")).containsExactly("in-title", "in-body");
    }

    @Test
    void equalScoresFollowTheIdsWhateverTheSegments() {
        add(document("b", "same words"));
        add(document("c", "same words"));
        add(document("a", "same words"));

        assertThat(index.statistics().segments()).isEqualTo(3);
        assertThat(found("words")).containsExactly("a", "b", "c");
    }

    @Test
    void equalScoresFollowTheIdsWhereOnlySomeAreAskedForAndBehindAnotherToo() {
        for (String id : List.of("e", "b", "d", "a", "f", "c")) {
            add(document(id, "same words"));
        }
        add(document("g", "same words"), document("aa", "same words"));

        try (IndexView view = index.view()) {
            List<Match> first =
                    view.keyword("words").rank(DocumentFilter.NONE, 2).matches();
            List<Match> next = view.keyword("words")
                    .rank(DocumentFilter.NONE, 3, first.getLast())
                    .matches();
            List<Match> last = view.keyword("words")
                    .rank(DocumentFilter.NONE, 9, next.getLast())
                    .matches();

            assertThat(first).extracting(Match::docId).containsExactly("a", "aa");
            assertThat(next).extracting(Match::docId).containsExactly("b", "c", "d");
            assertThat(last).extracting(Match::docId).containsExactly("e", "f", "g");
        }
    }

    @Test
    void equalScoresFollowTheIdsHoweverManyThereAre() {
        List<String> ids = IntStream.range(0, 300).mapToObj("d%03d"::formatted).toList();
        add(ids.reversed().stream().map(id -> document(id, "same words")).toArray(Documents[]::new));
        add(document("better", "words"));

        try (IndexView view = index.view()) {
            Ranking ranking = view.keyword("words").rank(DocumentFilter.NONE, 4);

            assertThat(ranking.matches()).extracting(Match::docId).containsExactly("better", "d000", "d001", "d002");
            assertThat(ranking.found()).isEqualTo(301);
            assertThat(ranking.exact()).isTrue();
        }
    }

    @Test
    void whateverIsAskedForIsTheBeginningOfTheWholeRanking() {
        Random random = new Random(7);
        for (int batch = 0; batch < 4; batch++) {
            add(IntStream.range(0, 500)
                    .mapToObj(i -> document(
                                    "d%06d".formatted(random.nextInt(1_000_000)),
                                    "words ".repeat(1 + random.nextInt(3)) + "more ".repeat(random.nextInt(12)))
                            .source(random.nextInt(4) == 0 ? "one" : "other"))
                    .toArray(Documents[]::new));
        }

        try (IndexView view = index.view()) {
            KeywordSearch search = view.keyword("words more");
            for (DocumentFilter filter :
                    List.of(DocumentFilter.NONE, new DocumentFilter.Term(DocumentField.SOURCE, List.of("one")))) {
                List<Match> all = search.rank(filter, 2_000).matches();
                assertThat(all).hasSizeGreaterThan(300).isSortedAccordingTo(Match.BEST_FIRST);
                for (int depth : new int[] {1, 2, 3, 10, 63, 64, 65, 100, 250, 900, 1_000}) {
                    List<Match> best = all.subList(0, Math.min(depth, all.size()));
                    assertThat(search.rank(filter, depth).matches()).isEqualTo(best);
                }
                assertThat(search.rank(filter, 50, all.get(9)).matches()).isEqualTo(all.subList(10, 60));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "   ",
                "the of and",
                "\"open AND (",
                "field:value^2~",
                "a/b\\c*?",
                "+-!{}[]",
                "\uD83D\uDE00\uD800"
            })
    void anyTextIsOnlyWords(String text) {
        add(document("a", "open value"));

        assertThat(found(text)).isSubsetOf("a");
    }

    @Test
    void aVeryLongTextIsSearchedByItsFirstWords() {
        add(document("a", "needle"));
        StringBuilder text = new StringBuilder("needle ");
        for (int i = 0; i < 5_000; i++) {
            text.append("hay").append(i).append(' ');
        }

        assertThat(found(text.toString())).containsExactly("a");
    }

    @Test
    void countsExactlyUpToAThousandAndSaysMoreBeyond() {
        add(IntStream.range(0, 1_500)
                .mapToObj(i -> document("d" + i, i < 900 ? "common rare" : "common"))
                .toArray(Documents[]::new));

        try (IndexView view = index.view()) {
            Ranking rare = view.keyword("rare").rank(DocumentFilter.NONE, 10);
            Ranking common = view.keyword("common").rank(DocumentFilter.NONE, 10);
            assertThat(rare.found()).isEqualTo(900);
            assertThat(rare.exact()).isTrue();
            assertThat(common.found()).isGreaterThan(1_000);
            assertThat(common.exact()).isFalse();
            assertThat(common.matches()).hasSize(10);
        }
    }

    @Test
    void scoresTheDocumentsOfAnotherRankingAsItsOwn() {
        add(document("a", "alpha beta"), document("b", "alpha"));
        add(document("c", "gamma"), document("d", "beta beta"));

        try (IndexView view = index.view()) {
            List<Match> all = view.keyword("alpha beta gamma")
                    .rank(DocumentFilter.NONE, 10)
                    .matches();
            KeywordSearch search = view.keyword("alpha beta");
            assertThat(search.score(all))
                    .containsExactlyInAnyOrderElementsOf(
                            search.rank(DocumentFilter.NONE, 10).matches());
            assertThat(all).hasSize(4);
        }
    }

    private void add(Documents... documents) {
        index.apply(Arrays.stream(documents).map(Documents::embedded).toList());
        index.refresh();
    }

    private List<String> found(String text) {
        try (IndexView view = index.view()) {
            return view.keyword(text).rank(DocumentFilter.NONE, 10).matches().stream()
                    .map(Match::docId)
                    .toList();
        }
    }
}
