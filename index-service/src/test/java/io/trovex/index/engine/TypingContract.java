package io.trovex.index.engine;

import static io.trovex.index.lucene.Documents.delete;
import static io.trovex.index.lucene.Documents.document;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What every engine makes of what is being typed: completions and corrections. */
public abstract class TypingContract extends EngineContract {
    @Test
    void wordsAreCompletedAndCorrected() {
        apply(
                document("a", "Measles vaccination").title("The vaccine").embedded(),
                document("b", "measles in running measurements").embedded(),
                document("c", "Foxes, weasels and their 1234 holes").embedded());
        apply(document("gone", "measly").embedded());
        apply(delete("gone", 2));

        try (IndexView view = index.view()) {
            assertThat(view.wordsLike("no mea", 1)).containsExactly(new Completion("no measles", null, 2));
            assertThat(view.wordsLike("VACCIN", 5))
                    .containsExactly(new Completion("vaccination", null, 1), new Completion("vaccine", null, 1));
            assertThat(view.wordsLike("measles", 5)).isEmpty();
            assertThat(view.wordsLike("measles ", 5)).isEmpty();
            assertThat(view.corrected("Meosles, and vaccinatoins!", true)).isEqualTo("measles, and vaccination!");
            assertThat(view.corrected("meosles vaccinatoin", false)).isEqualTo("measles vaccinatoin");
            assertThat(view.corrected("measles 1235", true)).isNull();
            assertThat(view.corrected("then measle vaccinations were holed", true))
                    .isNull();
            assertThat(view.keyword("then measle vaccinations were holed").corrections())
                    .isEmpty();
            KeywordSearch wrong = view.keyword("meosles run foxs vaccinotion vacination vcc");
            assertThat(wrong.corrections())
                    .extracting(
                            Correction::word,
                            each -> each.instead().stream().map(CloseWord::word).toList())
                    .containsExactly(
                            tuple("meosles", List.of("measles")),
                            tuple("vaccinotion", List.of("vaccination")),
                            tuple("vacination", List.of("vaccination")));
            assertThat(ids(view.keyword("meosles").rank(DocumentFilter.NONE, 5)))
                    .containsExactlyInAnyOrder("a", "b");
            assertThat(view.matched(view.keyword("meosles"), DocumentFilter.NONE)
                            .count())
                    .isEqualTo(2);
        }
    }

    @Test
    void wordsThatOnlyDeletedDocumentsHaveAreNotProposed() {
        apply(
                document("a", "measles").embedded(),
                document("b", "measles and a krumplet").embedded(),
                document("c", "krumplets").embedded());
        apply(delete("b", 2), delete("c", 2));

        try (IndexView view = index.view()) {
            assertThat(view.wordsLike("mea", 5)).containsExactly(new Completion("measles", null, 1));
            assertThat(view.wordsLike("krum", 5)).isEmpty();
            assertThat(view.corrected("krumplat", true)).isNull();
            assertThat(view.keyword("krumplat").corrections()).isEmpty();
        }
        apply(document("d", "frumplat").embedded());
        try (IndexView view = index.view()) {
            assertThat(view.corrected("krumplat", true)).isEqualTo("frumplat");
        }
    }

    @Test
    void whatStandsInAPhraseIsNoTypingError() {
        apply(document("a", "measles vaccines").embedded());

        try (IndexView view = index.view()) {
            KeywordQuery asked = new KeywordQuery("vacines measels", List.of("measels"), List.of(), false);
            assertThat(view.keyword(asked).corrections())
                    .extracting(Correction::word)
                    .containsExactly("vacines");
        }
    }

    @Test
    void wordsGoOnAsDocumentsHaveThemTogether() {
        apply(
                document("a", "A new bridge in York").embedded(),
                document("b", "New Yorkers").title("York").embedded(),
                document("c", "young foxes").embedded(),
                document("d", "young hens").embedded(),
                document("e", "The young of new hounds").embedded());
        apply(delete("e", 2));

        try (IndexView view = index.view()) {
            assertThat(view.wordsLike("new yo", 5))
                    .containsExactly(new Completion("new york", null, 2), new Completion("new yorkers", null, 1));
            assertThat(view.wordsLike("Unheard new, new yo", 5))
                    .containsExactly(
                            new Completion("Unheard new, new york", null, 2),
                            new Completion("Unheard new, new yorkers", null, 1));
            assertThat(view.wordsLike("foxes bridge yor", 5))
                    .containsExactly(
                            new Completion("foxes bridge york", null, 2),
                            new Completion("foxes bridge yorkers", null, 1));
        }
    }
}
