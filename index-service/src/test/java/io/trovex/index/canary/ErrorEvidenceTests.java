package io.trovex.index.canary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ErrorEvidenceTests {

    /** From mpmath with 40 digits. */
    @ParameterizedTest
    @CsvSource({
        "1, 0, 0.05, 0",
        "6, 5, 0.05, 4.70298952337244907",
        "0, 100, 0.05, 3.29464492480996461",
        "3, 40, 0.25, 2.61586710691437759",
        "500, 500, 0.5, -1.97816252553693940",
        "100000, 1900000, 0.05, -5.83774760429471640",
        "12345, 190000, 0.05, 237.169535092908900"
    })
    void agreesWithTheFormulaInHighPrecision(long candidate, long serving, double share, double expected) {
        assertThat(ErrorEvidence.logBayesFactor(candidate, serving, share)).isCloseTo(expected, within(1e-7));
    }

    /** That makes it anytime-valid: while each error falls by its share, the factor is a fair bet. */
    @Property(tries = 200)
    void isOneOnAverageWhileErrorsFallByTheShare(
            @ForAll @IntRange(min = 1, max = 300) int errors,
            @ForAll @DoubleRange(min = 0.01, max = 0.99) double share) {
        double average = 0;
        double logChance = errors * Math.log1p(-share);
        for (int candidate = 0; candidate <= errors; candidate++) {
            average += Math.exp(logChance + ErrorEvidence.logBayesFactor(candidate, errors - candidate, share));
            logChance += Math.log((double) (errors - candidate) / (candidate + 1)) + Math.log(share / (1 - share));
        }
        assertThat(average).isCloseTo(1, within(1e-8));
    }

    @Property
    void anErrorOfTheCandidateNeverSpeaksForItOnceErrorsLeanAgainstIt(
            @ForAll @IntRange(max = 500) int candidate,
            @ForAll @IntRange(max = 500) int serving,
            @ForAll @DoubleRange(min = 0.01, max = 0.99) double share) {
        if (ErrorEvidence.leansAgainst(candidate, serving, share)) {
            assertThat(ErrorEvidence.logBayesFactor(candidate + 1, serving, share))
                    .isGreaterThanOrEqualTo(ErrorEvidence.logBayesFactor(candidate, serving, share) - 1e-9);
        }
    }

    @Test
    void withoutErrorsOrWithoutBothGenerationsThereIsNone() {
        assertThat(ErrorEvidence.logBayesFactor(0, 0, 0.05)).isZero();
        assertThat(ErrorEvidence.logBayesFactor(7, 0, 1)).isZero();
        assertThat(ErrorEvidence.logBayesFactor(0, 7, 0)).isZero();
    }

    @Test
    void leansAgainstTheCandidateOnlyAboveItsShare() {
        assertThat(ErrorEvidence.leansAgainst(1, 19, 0.05)).isFalse();
        assertThat(ErrorEvidence.leansAgainst(2, 19, 0.05)).isTrue();
        assertThat(ErrorEvidence.leansAgainst(0, 0, 0.05)).isFalse();
    }
}
