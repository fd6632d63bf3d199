package io.trovex.ingest.lag;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class LagWindowTests {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    private final LagWindow window = new LagWindow(10);
    private int taken;

    @Test
    void whoHasNoLagIsOkWhateverWasBefore() {
        owned(10, 20).owned(5, 30).owned(30, 30);

        assertThat(window.verdict()).isEqualTo(Verdict.OK);
    }

    @Test
    void whoHadNoLagInTheWindowIsOk() {
        owned(10, 10).owned(10, 20).owned(10, 30).owned(10, 40);

        assertThat(window.verdict()).isEqualTo(Verdict.OK);
    }

    @Test
    void whoCatchesUpIsOk() {
        owned(0, 100).owned(50, 120).owned(90, 130);

        assertThat(window.verdict()).isEqualTo(Verdict.OK);
    }

    @Test
    void whoReadsAndFallsBehindIsWarnedAbout() {
        owned(0, 10).owned(5, 20).owned(10, 40);

        assertThat(window.verdict()).isEqualTo(Verdict.WARN);
    }

    @Test
    void aLagThatStaysTheSameIsWarnedAboutToo() {
        owned(0, 10).owned(5, 15).owned(10, 20);

        assertThat(window.verdict()).isEqualTo(Verdict.WARN);
    }

    @Test
    void aLagThatOnceShrankIsNotWarnedAbout() {
        owned(0, 10).owned(9, 15).owned(10, 40);

        assertThat(window.verdict()).isEqualTo(Verdict.OK);
    }

    @Test
    void whoOwnsThePartitionAndDoesNotMoveStalls() {
        owned(5, 10).owned(5, 10).owned(5, 12);

        assertThat(window.verdict()).isEqualTo(Verdict.STALL);
    }

    @Test
    void twoSamplesShowNoTrend() {
        owned(5, 10).owned(5, 20);

        assertThat(window.verdict()).isEqualTo(Verdict.OK);
    }

    @Test
    void whatNobodyOwnsForLongerThanItMovedHasStopped() {
        owned(5, 6).owned(10, 12).owned(20, 22).left(20, 30).left(20, 40);
        assertThat(window.verdict()).isNotEqualTo(Verdict.STOP);

        left(20, 40);

        assertThat(window.verdict()).isEqualTo(Verdict.STOP);
    }

    @Test
    void whatHasStoppedIsSeenAlsoWhenTheLogIsQuietAndTheLagFlat() {
        left(20, 30).left(20, 30);

        assertThat(window.verdict()).isEqualTo(Verdict.STOP);
    }

    @Test
    void whoStoppedAfterItHadNoLagHasStoppedAllTheSame() {
        owned(30, 30).left(30, 30).left(30, 31).left(30, 35);

        assertThat(window.verdict()).isEqualTo(Verdict.STOP);
    }

    @Test
    void whoStoppedWithNothingLeftToReadIsOk() {
        left(30, 30).left(30, 30).left(30, 30);

        assertThat(window.verdict()).isEqualTo(Verdict.OK);
    }

    @Test
    void whoWentBackIsSaidSo() {
        owned(20, 30).owned(25, 32).owned(5, 33);

        assertThat(window.verdict()).isEqualTo(Verdict.REWIND);
    }

    @Test
    void nothingIsSaidBeforeTheFirstSample() {
        assertThat(window.verdict()).isEqualTo(Verdict.OK);
        assertThat(window.samples()).isZero();
        assertThat(window.secondsToDrain()).isEmpty();
    }

    @Test
    void whatLeftTheWindowIsForgotten() {
        owned(20, 30).owned(5, 33);
        for (int i = 0; i < 10; i++) {
            owned(6 + i, 40 + 2 * i);
        }

        assertThat(window.samples()).isEqualTo(10);
        assertThat(window.verdict()).isEqualTo(Verdict.WARN);
    }

    @Test
    void theTimeToDrainGoesOnAsTheWindowDid() {
        owned(0, 100).owned(40, 120).owned(80, 120);

        assertThat(window.secondsToDrain()).isEqualTo(OptionalDouble.of(40));
    }

    @Test
    void aLagThatGrowsNeverDrains() {
        owned(0, 100).owned(40, 160);

        assertThat(window.secondsToDrain()).isEmpty();
    }

    @Test
    void noLagIsDrained() {
        owned(100, 100);

        assertThat(window.secondsToDrain()).isEqualTo(OptionalDouble.of(0));
    }

    private LagWindowTests owned(long committed, long end) {
        return look(committed, end, true);
    }

    private LagWindowTests left(long committed, long end) {
        return look(committed, end, false);
    }

    private LagWindowTests look(long committed, long end, boolean owned) {
        window.add(new LagSample(NOON.plusSeconds(30L * taken++), committed, end, owned));
        return this;
    }
}
