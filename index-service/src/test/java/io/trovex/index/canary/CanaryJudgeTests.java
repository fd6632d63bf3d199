package io.trovex.index.canary;

import static org.assertj.core.api.Assertions.assertThat;

import io.trovex.index.canary.CanaryVerdict.Advance;
import io.trovex.index.canary.CanaryVerdict.Complete;
import io.trovex.index.canary.CanaryVerdict.Hold;
import io.trovex.index.canary.CanaryVerdict.RollBack;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class CanaryJudgeTests {
    private static final Instant START = Instant.parse("2026-11-01T12:00:00Z");
    private static final Instant SOAKED = START.plus(CanarySettings.DEFAULTS.soak());
    private static final ArmCounts HEALTHY = counts(1_000, 0);
    private static final ArmCounts HEALTHY_SERVING = counts(19_000, 0);

    private final CanaryJudge judge = new CanaryJudge(CanarySettings.DEFAULTS);
    private final CanaryProgress first = CanaryProgress.begin(START);

    @Test
    void noSearchesHoldForEver() {
        CanaryVerdict verdict = judge.judge(first, ArmCounts.NONE, HEALTHY_SERVING, START.plus(Duration.ofDays(365)));

        assertThat(verdict)
                .isInstanceOfSatisfying(
                        Hold.class, hold -> assertThat(hold.reason()).isEqualTo(HoldReason.NO_SEARCHES));
    }

    @Test
    void tooFewSearchesOfEitherGenerationHold() {
        assertHeld(judge.judge(first, counts(199, 0), HEALTHY_SERVING, SOAKED), HoldReason.FEW_SEARCHES);
        assertHeld(judge.judge(first, HEALTHY, counts(199, 0), SOAKED), HoldReason.FEW_SEARCHES);
    }

    @Test
    void aStepIsNotLeftBeforeItsTime() {
        assertHeld(judge.judge(first, HEALTHY, HEALTHY_SERVING, SOAKED.minusMillis(1)), HoldReason.SOAKING);
        assertThat(judge.judge(first, HEALTHY, HEALTHY_SERVING, SOAKED)).isInstanceOf(Advance.class);
    }

    @Test
    void aHealthyCanaryPassesEveryStepAndCompletes() {
        CanaryProgress progress = first;
        Instant now = START;
        for (double percent : new double[] {25, 50, 100}) {
            now = now.plus(CanarySettings.DEFAULTS.soak());
            CanaryVerdict verdict = judge.judge(progress, HEALTHY, HEALTHY_SERVING, now);
            assertThat(verdict)
                    .isInstanceOfSatisfying(
                            Advance.class, advance -> assertThat(advance.next()).isEqualTo(Share.ofPercent(percent)));
            progress = progress.advance(verdict.evidence(), HEALTHY_SERVING, now);
        }
        now = now.plus(CanarySettings.DEFAULTS.soak());

        assertThat(judge.judge(progress, HEALTHY, ArmCounts.NONE, now)).isInstanceOf(Complete.class);
    }

    @Test
    void aFifthOfTheSearchesFailingIsRolledBackWithItsEvidence() {
        CanaryVerdict verdict = judge.judge(first, counts(29, 6), counts(551, 5), START.plusSeconds(60));

        assertThat(verdict).isInstanceOfSatisfying(RollBack.class, rollBack -> {
            assertThat(rollBack.cause()).isEqualTo(RollbackCause.FAILURES);
            assertThat(rollBack.evidence().finding(Signal.FAILED)).hasValueSatisfying(finding -> {
                assertThat(finding.candidate()).isEqualTo(6);
                assertThat(finding.others()).isEqualTo(5);
                assertThat(finding.expected()).isEqualTo(0.05);
                assertThat(finding.bayesFactor()).isBetween(100.0, 120.0);
            });
        });
    }

    @Test
    void failuresInARowEndItAtOnce() {
        ArmCounts failing = new ArmCounts(10, 0, 0, 10, 10, Latencies.NONE);

        assertThat(judge.judge(first, failing, ArmCounts.NONE, START))
                .isInstanceOfSatisfying(
                        RollBack.class,
                        rollBack -> assertThat(rollBack.cause()).isEqualTo(RollbackCause.CONSECUTIVE_FAILURES));
    }

    @Test
    void whatFailsForBothIsNotTheCandidatesFault() {
        ArmCounts failing = new ArmCounts(50, 0, 0, 50, 50, Latencies.NONE);
        ArmCounts servingToo = new ArmCounts(950, 0, 0, 950, 950, Latencies.NONE);

        assertHeld(judge.judge(first, failing, servingToo, START), HoldReason.FEW_SEARCHES);
    }

    @Test
    void evidenceOfAnEarlierStepCountsOn() {
        CanaryVerdict doubtful = judge.judge(first, counts(250, 9), counts(4_750, 47), SOAKED);
        assertHeld(doubtful, HoldReason.DOUBT);
        CanaryProgress second = first.advance(doubtful.evidence(), HEALTHY_SERVING, SOAKED);
        ArmCounts candidate = counts(100, 10);
        ArmCounts serving = counts(300, 4);

        assertThat(judge.judge(
                        CanaryProgress.begin(START).advance(clean(), HEALTHY_SERVING, SOAKED),
                        candidate,
                        serving,
                        SOAKED))
                .isInstanceOf(Hold.class);
        assertThat(judge.judge(second, candidate, serving, SOAKED)).isInstanceOf(RollBack.class);
    }

    /** Its factor is as large as a bad candidate's; multiplied on, it would condemn it with the next error. */
    @Test
    void beingBetterInOneStepIsNoEvidenceAgainstItInTheNext() {
        CanaryVerdict better = judge.judge(first, counts(10_000, 0), counts(190_000, 400), SOAKED);
        assertThat(better).isInstanceOf(Advance.class);
        assertThat(better.evidence().finding(Signal.FAILED).orElseThrow().bayesFactor())
                .isGreaterThan(100);
        CanaryProgress second = first.advance(better.evidence(), counts(190_000, 400), SOAKED);

        assertThat(judge.judge(second, counts(10, 1), counts(30, 0), SOAKED)).isInstanceOf(Hold.class);
    }

    @Test
    void moreDegradedOrEmptyAnswersAreRolledBackToo() {
        ArmCounts serving = new ArmCounts(1_900, 19, 0, 0, 0, Latencies.NONE);

        assertRolledBack(
                judge.judge(first, new ArmCounts(100, 30, 0, 0, 0, Latencies.NONE), serving, START),
                RollbackCause.EMPTY_ANSWERS);
        assertRolledBack(
                judge.judge(first, new ArmCounts(100, 0, 30, 0, 0, Latencies.NONE), serving, START),
                RollbackCause.DEGRADED_ANSWERS);
    }

    @Test
    void muchSlowerAnswersAreRolledBackAndSlightlySlowerOnesPass() {
        SplittableRandom random = new SplittableRandom(7);
        ArmCounts serving = timed(random, 19_000, 1);

        assertRolledBack(judge.judge(first, timed(random, 1_000, 4), serving, SOAKED), RollbackCause.SLOW_ANSWERS);
        assertThat(judge.judge(first, timed(random, 1_000, 1.1), serving, SOAKED))
                .isInstanceOf(Advance.class);
    }

    /** Twenty users, one of whom searches as much as all others together and is the candidate's. */
    @Test
    void aCandidateWithBusyUsersMayHaveMoreOfTheErrors() {
        assertHeld(judge.judge(first, counts(5_000, 50), counts(5_000, 50), START), HoldReason.SOAKING);
    }

    @Test
    void withEverybodyItIsComparedWithWhatTheServingGenerationDidBefore() {
        CanaryProgress last = new CanaryProgress(3, START, Map.of(), counts(30_000, 300));

        assertThat(judge.judge(last, counts(1_000, 12), ArmCounts.NONE, SOAKED)).isInstanceOf(Complete.class);
        assertRolledBack(judge.judge(last, counts(1_000, 50), ArmCounts.NONE, SOAKED), RollbackCause.FAILURES);
    }

    /** α = 1 %; the judge is asked after every search. */
    @Test
    void rollsBackHardlyAnyHealthyCanary() {
        int rolledBack = 0;
        for (int canary = 0; canary < 500; canary++) {
            SplittableRandom random = new SplittableRandom(canary);
            long[] searches = new long[2];
            long[] errors = new long[2];
            boolean back = false;
            for (int i = 0; i < 20_000 && !back; i++) {
                int arm = random.nextDouble() < 0.05 ? 1 : 0;
                searches[arm]++;
                if (random.nextDouble() < 0.01) {
                    errors[arm]++;
                    back = judge.judge(first, counts(searches[1], errors[1]), counts(searches[0], errors[0]), START)
                            instanceof RollBack;
                }
            }
            rolledBack += back ? 1 : 0;
        }
        assertThat(rolledBack).as("of 500 with seeds 0 to 499").isLessThanOrEqualTo(10);
    }

    private static ArmCounts counts(long searches, long failed) {
        return new ArmCounts(searches, 0, 0, failed, 0, Latencies.NONE);
    }

    private CanaryEvidence clean() {
        return judge.judge(first, HEALTHY, HEALTHY_SERVING, SOAKED).evidence();
    }

    private static ArmCounts timed(SplittableRandom random, int searches, double factor) {
        ArmRecorder recorder = new ArmRecorder();
        for (int i = 0; i < searches; i++) {
            double millis = 20 * Math.exp(random.nextGaussian() / 2) * factor;
            recorder.add(Outcome.ANSWERED, Duration.ofNanos((long) (millis * 1e6)));
        }
        return recorder.counts();
    }

    private static void assertHeld(CanaryVerdict verdict, HoldReason reason) {
        assertThat(verdict)
                .isInstanceOfSatisfying(
                        Hold.class, hold -> assertThat(hold.reason()).isEqualTo(reason));
    }

    private static void assertRolledBack(CanaryVerdict verdict, RollbackCause cause) {
        assertThat(verdict)
                .isInstanceOfSatisfying(
                        RollBack.class, back -> assertThat(back.cause()).isEqualTo(cause));
    }
}
