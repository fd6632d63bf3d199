package io.trovex.benchmarks.canary;

import io.trovex.index.canary.Outcome;
import java.time.Duration;
import java.util.SplittableRandom;

/**
 * What searches of one generation come to. Times are log-normal around 10 ms, half as much or twice as much being as
 * usual as anything (σ = 0.5).
 *
 * @param failed share of the searches, 0 to 1; the next two of those that answer
 * @param slower share of the searches that take so much longer
 * @param by so much
 */
record Behaviour(double failed, double degraded, double empty, double slower, Duration by) {
    private static final double MEDIAN_MICROS = 10_000;
    private static final double SIGMA = 0.5;

    static Behaviour failing(double rate) {
        return new Behaviour(rate, 0, 0, 0, Duration.ZERO);
    }

    void search(Arm arm, SplittableRandom random) {
        if (!arm.isTimed()) {
            arm.add(outcome(random.nextDouble()), Duration.ZERO);
            return;
        }
        double micros = MEDIAN_MICROS * Math.exp(SIGMA * random.nextGaussian());
        Duration took = Duration.ofNanos((long) (micros * 1_000));
        arm.add(outcome(random.nextDouble()), random.nextDouble() < slower ? took.plus(by) : took);
    }

    private Outcome outcome(double chance) {
        if (chance < failed) {
            return Outcome.FAILED;
        }
        if (chance < failed + degraded) {
            return Outcome.DEGRADED;
        }
        return chance < failed + degraded + empty ? Outcome.EMPTY : Outcome.ANSWERED;
    }
}
