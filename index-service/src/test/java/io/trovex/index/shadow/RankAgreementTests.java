package io.trovex.index.shadow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class RankAgreementTests {
    @Test
    void theSameRankingAgreesFullyAndTheReverseInItsDocumentsOnly() {
        assertThat(RankAgreement.of(List.of("a", "b", "c"), List.of("a", "b", "c")))
                .isEqualTo(new RankAgreement(1, 1.0));
        assertThat(RankAgreement.of(List.of("a", "b", "c"), List.of("c", "b", "a")))
                .isEqualTo(new RankAgreement(1, -1.0));
    }

    @Test
    void aShorterRankingMissesWhatTheLongerOneShows() {
        RankAgreement agreement = RankAgreement.of(List.of("a", "b", "c", "d"), List.of("b", "a"));

        assertThat(agreement).isEqualTo(new RankAgreement(0.5, -1.0));
    }

    @Test
    void onlyPairsThatBothShowAreCorrelated() {
        RankAgreement agreement = RankAgreement.of(List.of("a", "x", "b", "c"), List.of("a", "c", "b", "y"));

        assertThat(agreement.overlap()).isEqualTo(0.75);
        // (a, b) and (a, c) in the same order, (b, c) not
        assertThat(agreement.correlation()).isCloseTo(1.0 / 3, within(1e-12));
    }

    @Test
    void withoutTwoSharedDocumentsThereIsNoOrderToCompare() {
        assertThat(RankAgreement.of(List.of("a"), List.of("a")).correlation()).isNull();
        assertThat(RankAgreement.of(List.of("a"), List.of("b"))).isEqualTo(new RankAgreement(0, null));
        assertThat(RankAgreement.of(List.of(), List.of())).isEqualTo(new RankAgreement(1, null));
    }
}
