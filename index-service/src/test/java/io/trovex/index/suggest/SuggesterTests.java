package io.trovex.index.suggest;

import static io.trovex.index.lucene.Documents.GENERATION;
import static io.trovex.index.lucene.Documents.document;
import static org.assertj.core.api.Assertions.assertThat;

import io.trovex.index.lucene.Documents;
import io.trovex.index.lucene.IndexSettings;
import io.trovex.index.lucene.LuceneIndex;
import io.trovex.index.suggest.Suggestion.Kind;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SuggesterTests {
    @TempDir
    Path directory;

    private LuceneIndex index;
    private Suggester suggester;

    @BeforeEach
    void fill() {
        index = LuceneIndex.open(directory, GENERATION, IndexSettings.DEFAULTS);
        suggester = new Suggester(() -> index);
        index.apply(List.of(
                document("1", "Children get a rash from measles; vaccines help.")
                        .title("Measles  outbreak of 2025")
                        .embedded(),
                document("2", "A vaccine against measles.")
                        .title("The measles vaccine")
                        .embedded(),
                document("3", "Medicine measures.").title("Measles").embedded(),
                document("4", "Nothing.").embedded()));
        index.refresh();
    }

    @AfterEach
    void close() {
        index.close();
    }

    @Test
    void titlesThatBeginSoComeFirstThenThoseWithTheWords() {
        assertThat(texts("meas", Kind.TITLE))
                .containsExactly("Measles", "Measles  outbreak of 2025", "The measles vaccine");
        assertThat(texts("Measles OUT", Kind.TITLE)).containsExactly("Measles  outbreak of 2025");
        assertThat(texts("vaccine meas", Kind.TITLE)).containsExactly("The measles vaccine");
        assertThat(texts("2025 measles ", Kind.TITLE)).containsExactly("Measles  outbreak of 2025");
        assertThat(texts("2025 measle ", Kind.TITLE)).isEmpty();
        assertThat(suggester.suggest("the m", 10).suggestions().getFirst().docId())
                .isEqualTo("2");
    }

    @Test
    void wordsFollowTheOnesBeforeAndTheMostFrequentComesFirst() {
        assertThat(texts("unheard ME", Kind.WORD))
                .containsExactly("unheard measles", "unheard measures", "unheard medicine");
        assertThat(texts("rash from ME", Kind.WORD)).containsExactly("rash from measles");
        assertThat(suggester.suggest("measl", 10).suggestions().getLast())
                .isEqualTo(new Suggestion("measles", Kind.WORD, null, 3));
        assertThat(texts("measles ", Kind.WORD)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "measels, measles",
        "A measels outbraek?, A measles outbreak?",
        "medicin measels, medicin measles",
        "'vacine ', 'vaccine '"
    })
    void unknownWordsAreCorrectedWhereTheyStand(String typed, String meant) {
        assertThat(suggester.suggest(typed, 10).didYouMean()).isEqualTo(meant);
    }

    @ParameterizedTest
    @ValueSource(strings = {"meas", "measle", "measles outbr", "measles", "the a of", "xylophone 2026"})
    void whatIsKnownOrBeingTypedIsNotCorrected(String typed) {
        assertThat(suggester.suggest(typed, 10).didYouMean()).isNull();
    }

    @Test
    void whatBecomesSearchableIsSuggestedAndWhatIsDeletedIsNot() {
        index.apply(List.of(document("5", "text").title("Measured twice").embedded(), Documents.delete("3", 2)));
        assertThat(texts("measu", Kind.TITLE)).isEmpty();
        index.refresh();

        assertThat(texts("measu", Kind.TITLE)).containsExactly("Measured twice");
        assertThat(texts("measles", Kind.TITLE)).doesNotContain("Measles");
    }

    @Test
    void titlesLeaveHalfOfThePlacesToWords() {
        index.apply(IntStream.range(0, 300)
                .mapToObj(i -> document("many-" + i, "prefix" + i)
                        .title("Prefix number " + i)
                        .embedded())
                .toList());
        index.refresh();
        List<Suggestion> suggestions = suggester.suggest("pref", 10).suggestions();

        assertThat(suggestions).hasSize(10);
        assertThat(suggestions.subList(0, 5)).allMatch(each -> each.kind() == Kind.TITLE);
        assertThat(suggestions.subList(5, 10)).allMatch(each -> each.kind() == Kind.WORD);
        assertThat(suggestions.get(5).text()).isEqualTo("prefix");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"", "*", "-", "a\u0000b", "\uD83D\uDE00", "\uD83D", "İstanbul", "  x", "title:", "日本"})
    void anythingCanBeTyped(String typed) {
        assertThat(suggester.suggest(typed, 10).generation()).isEqualTo(GENERATION.id());
    }

    private List<String> texts(String typed, Kind kind) {
        return suggester.suggest(typed, 10).suggestions().stream()
                .filter(each -> each.kind() == kind)
                .map(Suggestion::text)
                .toList();
    }
}
