package io.trovex.index.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import io.trovex.index.engine.Match;
import io.trovex.index.engine.Ranking;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RankFusionTests {
    private static final double CLOSE = 1e-12;

    private final RankFusion fusion = new RankFusion(0.75);

    @Test
    void weightedFusionAddsTheKeywordScoresShareOfTheBestAndTheCosine() {
        Scores keyword = scores(List.of(match(1, "a", 8), match(2, "b", 4)), List.of(match(3, "c", 2)));
        Scores semantic = scores(List.of(match(3, "c", 0.8), match(1, "a", 0.4)), List.of(match(2, "b", -0.1)));

        List<RankedDocument> fused = fusion.fuse(Fusion.WEIGHTED, keyword, semantic);

        assertThat(fused).extracting(RankedDocument::docId).containsExactly("c", "a", "b");
        assertThat(fused.get(0).score()).isCloseTo(0.25 * 0.25 + 0.75 * 0.8, within(CLOSE));
        assertThat(fused.get(1).score()).isCloseTo(0.25 * 1 + 0.75 * 0.4, within(CLOSE));
        // a cosine below zero counts as zero
        assertThat(fused.get(2).score()).isCloseTo(0.25 * 0.5, within(CLOSE));
    }

    @Test
    void reciprocalRankFusionCountsPlacesOnly() {
        Scores keyword = scores(List.of(match(1, "a", 8), match(2, "b", 7.9)), List.of());
        Scores semantic = scores(List.of(match(2, "b", 0.9)), List.of(match(1, "a", 0.1)));

        List<RankedDocument> fused = fusion.fuse(Fusion.RRF, keyword, semantic);

        assertThat(fused).extracting(RankedDocument::docId).containsExactly("b", "a");
        assertThat(fused.get(0).score()).isCloseTo(1.0 / 62 + 1.0 / 61, within(CLOSE));
        assertThat(fused.get(1).score()).isCloseTo(1.0 / 61, within(CLOSE));
    }

    @Test
    void whatARankingPutForwardBeyondItsPlacesHasNoRank() {
        Scores keyword = new Scores(new Ranking(List.of(match(1, "a", 8), match(2, "b", 7)), 2, true), List.of(), 1);
        Ranking near = new Ranking(List.of(new Match(1, "a", 0.9, 4), new Match(2, "b", 0.8, 5)), 2, true);

        List<RankedDocument> fused = fusion.fuse(Fusion.RRF, keyword, new Scores(near, List.of(), 1));

        assertThat(fused).extracting(RankedDocument::docId).containsExactly("a", "b");
        assertThat(fused.get(1).score()).isZero();
        assertThat(fused.get(1).passage()).isEqualTo(-1);
        assertThat(parts(fused.get(1).explanation()))
                .hasSize(2)
                .allSatisfy(part -> assertThat(part.rank()).isNull());
    }

    @Test
    void thePartsAddUpToTheScoreExactly() {
        Scores keyword = scores(List.of(match(1, "a", 7.7), match(2, "b", 3.3)), List.of(match(3, "c", 0.1)));
        Scores semantic = scores(List.of(match(3, "c", 0.71), match(2, "b", 0.13)), List.of());

        for (Fusion each : Fusion.values()) {
            assertThat(fusion.fuse(each, keyword, semantic)).allSatisfy(document -> {
                double sum = 0;
                for (ScorePart part : parts(document.explanation())) {
                    assertThat(part.contribution()).isEqualTo(part.normalised() * part.weight());
                    sum += part.contribution();
                }
                assertThat(sum).isEqualTo(document.score());
            });
        }
    }

    @Test
    void equalScoresFollowTheIds() {
        Scores keyword = scores(List.of(match(5, "e", 1), match(4, "d", 1)), List.of());

        for (Fusion each : Fusion.values()) {
            List<RankedDocument> fused =
                    fusion.fuse(each, keyword, scores(List.of(match(4, "d", 0.5), match(5, "e", 0.5)), List.of()));
            assertThat(fused).extracting(RankedDocument::docId).containsExactly("d", "e");
        }
    }

    @Test
    void oneEmptyRankingLeavesTheOther() {
        Scores none = scores(List.of(), List.of());
        Scores some = scores(List.of(match(1, "a", 3), match(2, "b", 1)), List.of());

        for (Fusion each : Fusion.values()) {
            assertThat(fusion.fuse(each, some, none))
                    .extracting(RankedDocument::docId)
                    .containsExactly("a", "b");
            assertThat(fusion.fuse(each, none, some))
                    .extracting(RankedDocument::docId)
                    .containsExactly("a", "b");
            assertThat(fusion.fuse(each, none, none)).isEmpty();
        }
    }

    @Test
    void theSemanticPassageIsShownUnlessOnlyWordsBroughtTheDocument() {
        Scores keyword = scores(List.of(match(1, "worded", 3)), List.of());
        Scores semantic = scores(List.of(new Match(2, "near", 0.9, 7)), List.of(new Match(1, "worded", 0.2, 5)));

        assertThat(fusion.fuse(Fusion.WEIGHTED, keyword, semantic))
                .extracting(RankedDocument::docId, RankedDocument::passage)
                .containsExactlyInAnyOrder(tuple("near", 7), tuple("worded", -1));
    }

    private static List<ScorePart> parts(Explanation explanation) {
        List<ScorePart> parts = new ArrayList<>();
        if (explanation.keyword() != null) {
            parts.add(explanation.keyword());
        }
        if (explanation.semantic() != null) {
            parts.add(explanation.semantic());
        }
        return parts;
    }

    private static Match match(int number, String docId, double score) {
        return new Match(number, docId, score, -1);
    }

    private static Scores scores(List<Match> ranked, List<Match> completed) {
        return new Scores(new Ranking(ranked, ranked.size(), true), completed);
    }
}
