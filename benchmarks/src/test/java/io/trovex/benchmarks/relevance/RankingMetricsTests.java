package io.trovex.benchmarks.relevance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.trovex.benchmarks.relevance.ModeQuality.QueryQuality;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RankingMetricsTests {
    private static final Map<String, Integer> GRADES = Map.of("a", 3, "b", 2, "c", 1, "no", 0);

    @Test
    void theBestOrderHasAnNdcgOfOne() {
        assertThat(RankingMetrics.ndcg(List.of("a", "b", "c"), GRADES, 10)).isEqualTo(1);
    }

    @Test
    void ndcgDiscountsByTheLogarithmOfTheRank() {
        // (2/1 + 0 + 3/2) / (3/1 + 2/log2(3) + 1/2)
        assertThat(RankingMetrics.ndcg(List.of("b", "x", "a"), GRADES, 10))
                .isEqualTo(3.5 / (3 + 2 / 1.584962500721156 + 0.5), within(1e-12));
    }

    @Test
    void whatLiesBelowTheCutCountsNothing() {
        assertThat(RankingMetrics.ndcg(List.of("x", "a"), GRADES, 1)).isZero();
        assertThat(RankingMetrics.recall(List.of("x", "a"), GRADES, 1)).isZero();
        assertThat(RankingMetrics.reciprocalRank(List.of("x", "a"), GRADES, 1)).isZero();
    }

    @Test
    void recallCountsRelevantDocumentsOnly() {
        assertThat(RankingMetrics.recall(List.of("no", "a", "c"), GRADES, 100)).isEqualTo(2.0 / 3);
    }

    @Test
    void theReciprocalRankIsThatOfTheFirstRelevantDocument() {
        assertThat(RankingMetrics.reciprocalRank(List.of("no", "c", "a"), GRADES, 10))
                .isEqualTo(0.5);
    }

    @Test
    void theStandardErrorIsThatOfTheMean() {
        ModeQuality quality = ModeQuality.over(List.of(new QueryQuality(0, 1, 0), new QueryQuality(1, 1, 0)));

        assertThat(quality.ndcgAt10()).isEqualTo(0.5);
        assertThat(quality.ndcgAt10Error()).isEqualTo(0.5);
        assertThat(quality.recallAt100Error()).isZero();
    }
}
