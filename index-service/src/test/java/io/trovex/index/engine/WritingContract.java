package io.trovex.index.engine;

import static io.trovex.index.lucene.Documents.GENERATION;
import static io.trovex.index.lucene.Documents.NOON;
import static io.trovex.index.lucene.Documents.delete;
import static io.trovex.index.lucene.Documents.document;
import static io.trovex.index.lucene.Documents.passage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.trovex.contracts.Generation;
import io.trovex.contracts.Outcome;
import io.trovex.contracts.Violation;
import io.trovex.index.engine.KeywordSearch.Occurrence;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What every engine does with documents and their versions. */
public abstract class WritingContract extends EngineContract {
    @Test
    void theNewestVersionRemainsInWhateverOrderTheyCome() {
        assertThat(apply(
                        document("a", "two").version(2).embedded(),
                        document("a", "one").version(1).embedded(),
                        document("b", "one").version(1).embedded(),
                        document("b", "two").version(2).embedded()))
                .containsExactly(
                        settled(Outcome.INDEXED),
                        settled(Outcome.SUPERSEDED),
                        settled(Outcome.INDEXED),
                        settled(Outcome.INDEXED));

        assertThat(found("two")).containsExactly("a", "b");
        assertThat(found("one")).isEmpty();
    }

    @Test
    void aVersionThatComesAgainSettlesAsBefore() {
        apply(document("a", "text").embedded());

        assertThat(apply(document("a", "text").embedded())).containsExactly(settled(Outcome.INDEXED));
        assertThat(found("text")).containsExactly("a");
    }

    @Test
    void aDeleteLeavesItsVersionForGood() {
        apply(document("a", "text").embedded());

        assertThat(apply(delete("a", 3))).containsExactly(settled(Outcome.DELETED));
        reopen();

        assertThat(found("text")).isEmpty();
        assertThat(apply(document("a", "text").version(2).embedded())).containsExactly(settled(Outcome.SUPERSEDED));
        OptionalLong version = view(view -> view.version("a"));
        assertThat(version).hasValue(3);
        assertThat(index.statistics())
                .extracting(IndexStatistics::documents, IndexStatistics::tombstones)
                .containsExactly(0, 1);
    }

    @Test
    void whatDoesNotBelongIsRefusedAndTheRestIsNot() {
        Generation other = new Generation("other", "other-model", 4);

        List<Settlement> settlements = apply(
                new IndexableDocument(document("a", "text", 1, 0, 0, 0).event(other), "text"),
                document("b", "text", 1, 0, 0).embedded(),
                document("c", "text", 1, 0, 0, 0).source("x".repeat(40_000)).embedded(),
                document("d", "text", 1, 0, 0, 0).embedded());

        assertThat(codes(settlements.get(0))).containsExactly("wrong_generation", "wrong_model");
        assertThat(codes(settlements.get(1))).containsExactly("wrong_dimension");
        assertThat(codes(settlements.get(2))).containsExactly("unindexable");
        assertThat(settlements.get(3)).isEqualTo(settled(Outcome.INDEXED));
        assertThat(found("text")).containsExactly("d");
    }

    @Test
    void judgingAppliesNothing() {
        apply(document("a", "text").version(2).embedded());

        assertThat(index.judge(document("a", "text").embedded())).isEqualTo(settled(Outcome.SUPERSEDED));
        assertThat(index.judge(document("a", "text").version(2).embedded())).isEqualTo(settled(Outcome.INDEXED));
        assertThat(index.judge(document("b", "text").embedded())).isEqualTo(settled(Outcome.INDEXED));
        assertThat(index.judge(delete("b", 1))).isEqualTo(settled(Outcome.DELETED));
        index.refresh();
        assertThat(found("text")).containsExactly("a");
    }

    @Test
    void offsetsAreKeptByACommit() {
        apply(document("a", "text").embedded());
        index.consumed(Map.of(0, 5L, 1, 7L));
        index.consumed(Map.of(0, 6L));

        reopen();

        assertThat(index.offsets()).containsExactly(Map.entry(0, 6L), Map.entry(1, 7L));
        assertThat(found("text")).containsExactly("a");
    }

    @Test
    void anIndexOfAnotherModelIsNotOpened() {
        apply(document("a", "text").embedded());
        index.close();

        Generation impostor = new Generation(GENERATION.id(), "another-model", 4);
        assertThatThrownBy(() -> open(impostor).refresh())
                .isInstanceOf(IndexUnavailableException.class)
                .hasMessageContaining("another-model");
        index = open(GENERATION);
    }

    @Test
    void aViewStaysAtItsMoment() {
        apply(
                document("a", "text", 1, 0, 0, 0).embedded(),
                document("b", "text", 0, 1, 0, 0).embedded());

        try (IndexView view = index.view()) {
            KeywordSearch before = view.keyword("text");
            apply(delete("a", 2), document("c", "text").embedded());

            assertThat(ids(before.rank(DocumentFilter.NONE, 10))).containsExactly("a", "b");
            Match first = before.rank(DocumentFilter.NONE, 10).matches().getFirst();
            assertThat(view.read(first.number()).body()).isEqualTo("text");
        }
        assertThat(found("text")).containsExactly("b", "c");
    }

    @Test
    void aDocumentComesBackAsItWas() {
        Map<String, Object> metadata = Map.of("year", 1999L, "ratio", 0.5, "open", true, "tags", List.of("x", "y"));
        String body = "First sentence. Läufer 😀 run.";
        apply(document("a/b c", body)
                .title("A title")
                .timestamp(NOON.plusNanos(1))
                .metadata(metadata)
                .passages(passage(body, "First sentence.", 1, 0, 0, 0), passage(body, "Läufer 😀 run.", 0, 1, 0, 0))
                .embedded());

        try (IndexView view = index.view()) {
            KeywordSearch keyword = view.keyword("running sentences");
            Match match = keyword.rank(DocumentFilter.NONE, 10).matches().getFirst();
            assertThat(view.read(match.number()))
                    .isEqualTo(new StoredDocument("a/b c", "A title", body, "test", "en", NOON.plusNanos(1), metadata));
            assertThat(view.passages(match.number())).containsExactly(new Span(0, 15), new Span(16, body.length()));
            assertThat(keyword.places().in(match.number(), view.read(match.number())))
                    .containsExactly(new Occurrence(6, 14, "sentenc"), new Occurrence(26, 29, "run"));
            assertThat(view.values(DocumentField.SOURCE, List.of(match.number())))
                    .containsExactly(Map.entry(match.number(), "test"));
        }
    }

    @Test
    void aDocumentIsReadByItsId() {
        apply(
                document("a/b", "text").title("A title").embedded(),
                document("gone", "text").embedded());
        apply(delete("gone", 2));

        try (IndexView view = index.view()) {
            assertThat(view.document("a/b"))
                    .isEqualTo(new StoredDocument("a/b", "A title", "text", "test", "en", NOON, Map.of()));
            assertThat(view.document("gone")).isNull();
            assertThat(view.document("never")).isNull();
            assertThat(view.document("")).isNull();
        }
    }

    @Test
    void theDigestTellsVersionsAndContentsWhateverTheirOrder() {
        apply(document("a", "text").embedded(), document("b", "text").embedded());
        ContentDigest before = view(IndexView::digest);
        apply(document("c", "text").embedded());
        BitSet different = view(IndexView::digest).differences(before);
        assertThat(different.cardinality()).isEqualTo(1);
        Map<String, Long> contents = view(view -> view.contents(different));
        assertThat(contents).containsKey("c");

        apply(delete("c", 2), document("b", "text").embedded());
        assertThat(view(IndexView::digest).differences(before).isEmpty()).isTrue();
        assertThat(view(IndexView::digest)).hasToString(before.toString());
    }

    @Test
    void passagesAreSampledWithTheirVectors() {
        String body = "one two";
        apply(document("a", body)
                .title("t")
                .passages(passage(body, "one", 1, 0, 0, 0), passage(body, "two", 0, 1, 0, 0))
                .embedded());

        try (IndexView view = index.view()) {
            assertThat(view.passages()).isEqualTo(2);
            assertThat(view.samplePassages(10, new Random(1)))
                    .extracting(
                            SampledPassage::text,
                            passage -> Arrays.toString(passage.vector().components()))
                    .containsExactlyInAnyOrder(
                            tuple("one", "[1.0, 0.0, 0.0, 0.0]"), tuple("two", "[0.0, 1.0, 0.0, 0.0]"));
            assertThat(view.samplePassages(1, new Random(1))).hasSize(1);
            assertThat(view.sample(5)).extracting(StoredDocument::docId).containsExactly("a");
        }
    }

    private void reopen() {
        index.close();
        index = open(GENERATION);
    }

    private static List<String> codes(Settlement settlement) {
        return settlement instanceof Settlement.Refused(var violations)
                ? violations.stream().map(Violation::code).toList()
                : List.of();
    }

    private static Settlement settled(Outcome outcome) {
        return new Settlement.Settled(outcome);
    }
}
