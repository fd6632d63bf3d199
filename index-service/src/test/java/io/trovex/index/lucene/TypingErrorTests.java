package io.trovex.index.lucene;

import static io.trovex.index.lucene.Documents.GENERATION;
import static io.trovex.index.lucene.Documents.document;
import static org.assertj.core.api.Assertions.assertThat;

import io.trovex.index.engine.CloseWord;
import io.trovex.index.engine.Correction;
import io.trovex.index.engine.DocumentFilter;
import io.trovex.index.engine.IndexView;
import io.trovex.index.engine.KeywordSearch;
import io.trovex.index.engine.Match;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TypingErrorTests {
    @TempDir
    Path directory;

    private LuceneIndex index;

    @BeforeEach
    void fill() {
        index = LuceneIndex.open(directory, GENERATION, IndexSettings.DEFAULTS);
        add(
                document("measles", "Measles spreads. Vaccinations of children stop it in 2025."),
                document("physics", "Physics of the Alzheimer disease."),
                document("cats", "The cat measures the maesure."));
    }

    @AfterEach
    void close() {
        index.close();
    }

    @ParameterizedTest
    @CsvSource({
        "measels, measles",
        "meesles, measles",
        "neasles, measles",
        "vacinations, measles",
        "vacinatoins, measles",
        "alzheimers, physics",
        "Alzhaimer, physics",
        "phisics, physics"
    })
    void anUnknownWordFindsItsClosest(String typed, String docId) {
        assertThat(found(typed)).containsExactly(docId);
    }

    @ParameterizedTest
    @CsvSource({"2026", "ca", "dat", "meezlas", "xylophone", "measurements2"})
    void whatHasNothingCloseOrIsShortOrANumberFindsNothing(String typed) {
        assertThat(found(typed)).isEmpty();
    }

    @Test
    void whatIsLongerThanWordsAreIsNotLookedUp() {
        add(document("long", "x".repeat(40) + " " + "y".repeat(41)));

        assertThat(found("x".repeat(38) + "zx")).containsExactly("long");
        assertThat(found("y".repeat(39) + "zy")).isEmpty();
    }

    @Test
    void aKnownWordIsNotCorrectedThoughAnotherIsClose() {
        try (IndexView view = index.view()) {
            KeywordSearch search = view.keyword("measure the maesure");

            assertThat(search.corrections()).isEmpty();
        }
    }

    @Test
    void knownWordsScoreTheSameBesideAnUnknownOne() {
        try (IndexView view = index.view()) {
            List<Match> alone = ranked(view, "children physics disease");

            assertThat(alone).hasSize(2);
            assertThat(ranked(view, "children physics xylophone disease")).isEqualTo(alone);
        }
    }

    @Test
    void whatIsCloseCountsForLessThanWhatIsExact() {
        add(document("exact", "vaccination trial"), document("other", "vaccinatoin trial"));
        try (IndexView view = index.view()) {
            double exact = view.keyword("vaccinatoin")
                    .rank(DocumentFilter.NONE, 1)
                    .matches()
                    .getFirst()
                    .score();
            double close = view.keyword("vaccinotion")
                    .rank(DocumentFilter.NONE, 1)
                    .matches()
                    .getFirst()
                    .score();

            assertThat(close).isLessThan(exact / 2).isPositive();
        }
    }

    @Test
    void itIsSaidWhatAWordWasTakenFor() {
        try (IndexView view = index.view()) {
            List<Correction> corrections =
                    view.keyword("measels measels children").corrections();

            assertThat(corrections).hasSize(1);
            assertThat(corrections.getFirst().word()).isEqualTo("measels");
            assertThat(corrections.getFirst().instead())
                    .extracting(CloseWord::word)
                    .containsExactly("measles");
        }
    }

    @Test
    void theWordMeantIsMarkedInTheBody() {
        try (IndexView view = index.view()) {
            KeywordSearch search = view.keyword("measels");
            Match match = search.rank(DocumentFilter.NONE, 1).matches().getFirst();

            assertThat(search.places().in(match.number(), view.read(match.number())))
                    .containsExactly(new KeywordSearch.Occurrence(0, 7, "measl"));
        }
    }

    @Test
    void aPlaceThatTwoCloseWordsHaveIsMarkedOnce() {
        add(document("fever", "Fever, and fevers."));
        try (IndexView view = index.view()) {
            KeywordSearch search = view.keyword("feverx");
            Match match = search.rank(DocumentFilter.NONE, 1).matches().getFirst();

            assertThat(search.corrections().getFirst().instead()).hasSize(2);
            assertThat(search.places().in(match.number(), view.read(match.number())))
                    .extracting(KeywordSearch.Occurrence::start)
                    .containsExactly(0, 11);
        }
    }

    @Test
    void aTextOfManyUnknownWordsCorrectsAFew() {
        StringBuilder text = new StringBuilder();
        for (char letter = 'a'; letter < 'z'; letter++) {
            text.append("meas").append(letter).append("les ");
        }
        try (IndexView view = index.view()) {
            assertThat(view.keyword(text.toString()).corrections()).hasSize(8);
        }
    }

    private static List<Match> ranked(IndexView view, String text) {
        return view.keyword(text).rank(DocumentFilter.NONE, 10).matches();
    }

    private List<String> found(String text) {
        try (IndexView view = index.view()) {
            return ranked(view, text).stream().map(Match::docId).toList();
        }
    }

    private void add(Documents... documents) {
        index.apply(Arrays.stream(documents).map(Documents::embedded).toList());
        index.refresh();
    }
}
