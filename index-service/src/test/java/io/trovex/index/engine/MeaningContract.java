package io.trovex.index.engine;

import static io.trovex.index.lucene.Documents.GENERATION;
import static io.trovex.index.lucene.Documents.delete;
import static io.trovex.index.lucene.Documents.document;
import static io.trovex.index.lucene.Documents.passage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import io.trovex.contracts.Passage;
import io.trovex.contracts.Vector;
import io.trovex.index.lucene.Documents;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What every engine finds by vectors. */
public abstract class MeaningContract extends EngineContract {
    @Test
    void whatDocumentsLikeOneAreFoundBy() {
        apply(
                twoSided(),
                document("fox", "A fox hunts the hens of a farm.", 1, 0, 0, 0).embedded(),
                document("boat", "A boat sails home.", 0, 0, 1, 0).embedded(),
                document("bare", "Nothing in common whatsoever.").embedded(),
                document("gone", "Wind.", 1, 0, 0, 0).embedded());
        apply(delete("gone", 2));

        try (IndexView view = index.view()) {
            LikeDocument two = Objects.requireNonNull(view.like("two"));
            assertThat(two.direction()).containsExactly(new float[] {0.7071f, 0, 0.7071f, 0}, within(1e-3f));
            assertThat(two.words().split(" ")).containsExactlyInAnyOrder("hens", "home");
            LikeDocument bare = Objects.requireNonNull(view.like("bare"));
            assertThat(bare.direction()).isNull();
            assertThat(bare.words()).isEmpty();
            assertThat(view.like("gone")).isNull();
            assertThat(view.like("never")).isNull();
        }
    }

    @Test
    void everyPassageHasItsOwnScore() {
        apply(
                twoSided(),
                document("fox", "A fox hunts.", 0.8f, 0.6f, 0, 0).embedded(),
                document("bare", "Nothing.").embedded());

        try (IndexView view = index.view()) {
            VectorSearch semantic = view.semantic(new float[] {1, 0, 0, 0});
            List<Match> documents = view.keyword("foxes hunt nothing")
                    .rank(DocumentFilter.NONE, 10)
                    .matches();

            assertThat(documents).hasSize(3);
            assertThat(semantic.passages(documents))
                    .extracting(
                            Match::docId,
                            match -> view.passage(match.passage()),
                            match -> Math.round(100 * match.score()))
                    .containsExactlyInAnyOrder(
                            tuple("two", new Span(0, 16), 100L),
                            tuple("two", new Span(17, 33), 0L),
                            tuple("fox", new Span(0, 12), 80L));
            assertThat(semantic.passages(List.of())).isEmpty();
        }
    }

    @Test
    void aDocumentIsAsNearAsItsNearestPassage() {
        String body = "one two";
        apply(
                document("a", body)
                        .passages(passage(body, "one", 1, 0, 0, 0), passage(body, "two", 0.6f, 0.8f, 0, 0))
                        .embedded(),
                document("b", body, 0, 3, 0, 0).embedded(),
                document("c", body, -1, 0, 0, 0).embedded(),
                document("d", body).embedded());

        try (IndexView view = index.view()) {
            VectorSearch search = view.semantic(new float[] {0.6f, 0.8f, 0, 0});
            Ranking ranking = search.rank(DocumentFilter.NONE, 10);

            assertThat(ids(ranking)).containsExactly("a", "b", "c");
            assertThat(ranking.exact()).isTrue();
            assertThat(scores(ranking.matches()))
                    .satisfiesExactly(
                            score -> assertThat(score).isCloseTo(1, within(1e-6)),
                            score -> assertThat(score).isCloseTo(0.8, within(1e-6)),
                            score -> assertThat(score).isCloseTo(-0.6, within(1e-6)));
            assertThat(view.passage(ranking.matches().getFirst().passage())).isEqualTo(new Span(4, 7));
            List<Match> some = List.of(
                    ranking.matches().get(2),
                    new Match(ranking.matches().get(1).number(), "b", 0.8, -1),
                    ranking.matches().get(0));
            assertThat(search.vectors(some))
                    .usingRecursiveComparison()
                    .isEqualTo(Arrays.asList(new float[] {-1, 0, 0, 0}, null, new float[] {0.6f, 0.8f, 0, 0}));
            assertThat(search.score(ranking.matches().subList(1, 2)))
                    .singleElement()
                    .satisfies(match -> assertThat(match.score()).isCloseTo(0.8, within(1e-6)));
        }
    }

    @Test
    void aFilterHoldsInsideTheVectorSearch() {
        Random random = new Random(7);
        apply(Documents.random(random, 60, GENERATION).toArray(IndexableDocument[]::new));

        try (IndexView view = index.view()) {
            DocumentFilter one = new DocumentFilter.Term(DocumentField.SOURCE, List.of("source-3"));
            Ranking ranking = view.semantic(Documents.direction(random, 4)).rank(one, 6);

            assertThat(ids(ranking)).hasSize(6).allMatch(docId -> docId.endsWith("3"));
        }
    }

    @Test
    void aDocumentMayHaveMoreThanAThousandPassages() {
        Passage[] passages = new Passage[2_100];
        Arrays.setAll(passages, i -> new Passage(i, i + 1, Vector.of(new float[] {1, 0, 0, i / 2_100f})));
        apply(document("a", "x".repeat(3_000)).passages(passages).embedded());

        try (IndexView view = index.view()) {
            VectorSearch semantic = view.semantic(new float[] {1, 0, 0, 0});
            List<Match> found =
                    semantic.passages(semantic.rank(DocumentFilter.NONE, 5).matches());
            assertThat(found).hasSize(2_100);
            assertThat(found.stream()
                            .map(match -> view.passage(match.passage()))
                            .distinct())
                    .hasSize(2_100);
        }
    }

    private static List<Double> scores(List<Match> matches) {
        return matches.stream().map(Match::score).toList();
    }

    /** A document of two passages that have nothing in common. */
    private static IndexableDocument twoSided() {
        String body = "Foxes hunt hens. Boats sail home.";
        return document("two", body)
                .passages(passage(body, "Foxes hunt hens.", 1, 0, 0, 0), passage(body, "Boats sail home.", 0, 0, 1, 0))
                .embedded();
    }
}
