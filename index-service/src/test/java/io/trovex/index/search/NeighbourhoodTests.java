package io.trovex.index.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class NeighbourhoodTests {
    private final Neighbourhood neighbourhood = new Neighbourhood(0.3);

    @Test
    void aScoreMovesTowardsTheMeanOfTheThreeMostAlike() {
        List<RankedDocument> ranked = ranked(0.9, 0.8, 0.7, 0.6, 0.1);

        List<RankedDocument> regularised =
                neighbourhood.regularise(ranked, vectors(at(0), at(90), at(10), at(20), at(30)));

        assertThat(score(regularised, "d0")).isCloseTo(0.7 * 0.9 + 0.3 * (0.7 + 0.6 + 0.1) / 3, within(1e-9));
        assertThat(score(regularised, "d4")).isCloseTo(0.7 * 0.1 + 0.3 * (0.6 + 0.7 + 0.9) / 3, within(1e-9));
        assertThat(score(regularised, "d1")).isCloseTo(0.7 * 0.8 + 0.3 * (0.1 + 0.6 + 0.7) / 3, within(1e-9));
    }

    @Test
    void aDocumentBesideGoodOnesOvertakesOneBesideNone() {
        List<RankedDocument> ranked = ranked(0.9, 0.88, 0.86, 0.7, 0.69, 0.1, 0.1, 0.1);

        List<RankedDocument> regularised =
                neighbourhood.regularise(ranked, vectors(at(0), at(1), at(2), at(90), at(3), at(91), at(92), at(93)));

        assertThat(regularised).extracting(RankedDocument::docId).startsWith("d0", "d1", "d2", "d4", "d3");
    }

    @Test
    void thePartsOfTheExplanationStillAddUp() {
        List<RankedDocument> regularised = neighbourhood.regularise(ranked(0.9, 0.5), vectors(at(0), at(40)));

        assertThat(regularised).allSatisfy(document -> {
            assertThat(document.explanation().score()).isEqualTo(document.score());
            assertThat(document.explanation().neighbours()).isNotNull();
        });
    }

    @Test
    void oneThatIsAloneOrHasNoVectorKeepsItsScore() {
        assertThat(neighbourhood
                        .regularise(ranked(0.9), vectors(at(0)))
                        .getFirst()
                        .score())
                .isEqualTo(0.9);

        List<float @Nullable []> vectors = vectors(at(0), at(0), at(1));
        vectors.set(1, null);
        List<RankedDocument> regularised = neighbourhood.regularise(ranked(0.9, 0.8, 0.7), vectors);
        assertThat(score(regularised, "d1")).isEqualTo(0.8);
        assertThat(score(regularised, "d0")).isCloseTo(0.7 * 0.9 + 0.3 * 0.7, within(1e-9));
    }

    @Test
    void whatLiesFurtherDownStaysBehindInItsOrder() {
        int count = Neighbourhood.DOCUMENTS + 20;
        double[] scores =
                IntStream.range(0, count).mapToDouble(i -> 1 - i / 100.0).toArray();
        List<float @Nullable []> vectors = new ArrayList<>();
        for (int i = 0; i < Neighbourhood.DOCUMENTS; i++) {
            vectors.add(at(37 * i));
        }

        List<RankedDocument> regularised = neighbourhood.regularise(ranked(scores), vectors);

        assertThat(regularised.subList(Neighbourhood.DOCUMENTS, count))
                .extracting(RankedDocument::docId)
                .containsExactly(IntStream.range(Neighbourhood.DOCUMENTS, count)
                        .mapToObj(i -> "d" + i)
                        .toArray(String[]::new));
        assertThat(regularised).isSortedAccordingTo(RankedDocument.BEST_FIRST);
    }

    private static List<RankedDocument> ranked(double... scores) {
        return IntStream.range(0, scores.length)
                .mapToObj(i -> new RankedDocument(
                        i,
                        "d" + i,
                        i,
                        scores[i],
                        new Explanation(Fusion.WEIGHTED, null, ScorePart.of(scores[i], i + 1, scores[i], 1))))
                .toList();
    }

    private static double score(List<RankedDocument> ranked, String docId) {
        return ranked.stream()
                .filter(document -> document.docId().equals(docId))
                .findFirst()
                .orElseThrow()
                .score();
    }

    private static List<float @Nullable []> vectors(float[]... vectors) {
        return new ArrayList<>(Arrays.asList(vectors));
    }

    private static float[] at(double degrees) {
        return new float[] {(float) Math.cos(Math.toRadians(degrees)), (float) Math.sin(Math.toRadians(degrees))};
    }
}
