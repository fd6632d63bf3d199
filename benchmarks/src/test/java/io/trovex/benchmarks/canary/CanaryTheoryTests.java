package io.trovex.benchmarks.canary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.trovex.index.canary.CanarySettings;
import io.trovex.index.canary.RollbackCause;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Simulated canaries, with a seed, against what the theory says of them. */
class CanaryTheoryTests {
    private static final int CANARIES = 400;
    private static final double SHARE = 0.05;
    private static final double RISK = CanarySettings.DEFAULTS.errorRisk();
    private static final double FOUR_SIGMA = 4;

    @ParameterizedTest
    @CsvSource({"0.01, 0.01, 50000", "0.2, 0.01, 20000", "0.05, 0.01, 3000", "0.02, 0.01, 20000", "0.002, 0.01, 50000"})
    void asManyAreRolledBackAndAsSoonAsItSays(double candidate, double serving, long searches) {
        ErrorRates rates = new ErrorRates(candidate, serving);
        Theory.Expected expected = Theory.of(SHARE, rates, RISK, searches);
        SteadyTrial trial = new SteadyTrial(SHARE, rates, searches);
        List<Rollback> rollbacks = IntStream.range(0, CANARIES)
                .mapToObj(i -> trial.run(List.of(new AnytimeValidCheck(SHARE, RISK)), new SplittableRandom(41 + i))
                        .getFirst())
                .filter(rollback -> rollback.isWithin(searches))
                .toList();

        double chance = expected.rolledBack();
        double measured = (double) rollbacks.size() / CANARIES;
        // how many errors the searches have is chance too: a hundredth
        assertThat(measured).isCloseTo(chance, within(0.01 + FOUR_SIGMA * Math.sqrt(chance * (1 - chance) / CANARIES)));
        if (candidate <= serving) {
            assertThat(chance).as("Ville's inequality").isLessThanOrEqualTo(RISK);
        }
        if (chance > 0.999) {
            double mean = rollbacks.stream()
                    .mapToLong(Rollback::candidateSearches)
                    .average()
                    .orElseThrow();
            double deviation = Math.sqrt(rollbacks.stream()
                            .mapToDouble(rollback -> Math.pow(rollback.candidateSearches() - mean, 2))
                            .sum()
                    / CANARIES);
            assertThat(mean)
                    .isCloseTo(expected.candidateSearches(), within(FOUR_SIGMA * deviation / Math.sqrt(CANARIES)));
        }
    }

    /** A few canaries only: what a healthy one is rolled back for once in a thousand times, none of these is. */
    @ParameterizedTest
    @CsvSource({
        "FAILURES, 0.2, 0.01",
        "EMPTY_ANSWERS, 0.1, 0.02",
        "DEGRADED_ANSWERS, 0.2, 0.01",
        "SLOW_ANSWERS, 0.2, 0.01"
    })
    void eachSignalTakesBackWhatShowsItAndNothingElse(RollbackCause cause, double bad, double usual) {
        assertThat(ends(new SignalRates(cause, bad, usual)))
                .allSatisfy(end -> assertThat(end.cause()).isEqualTo(cause));
        assertThat(ends(new SignalRates(cause, usual, usual)))
                .allSatisfy(end -> assertThat(end.cause()).isNull());
    }

    @Test
    void theTheoryKnowsWhatIsCertain() {
        assertThat(Theory.of(SHARE, new ErrorRates(1, 0.0001), RISK, 100_000).rolledBack())
                .isCloseTo(1, within(1e-6));
        assertThat(Theory.of(SHARE, new ErrorRates(0.5, 0.5), RISK, 4).rolledBack())
                .as("too few errors to tell")
                .isZero();
    }

    private static List<StepsTrial.End> ends(SignalRates rates) {
        StepsTrial trial =
                new StepsTrial(CanarySettings.DEFAULTS, rates.ofCandidate(), rates.ofServing(), 10, 20, true);
        return IntStream.range(0, 20)
                .mapToObj(i -> trial.run(new SplittableRandom(7 + i), Duration.ofHours(6)))
                .toList();
    }
}
