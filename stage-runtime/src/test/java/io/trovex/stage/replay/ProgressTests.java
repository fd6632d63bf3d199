package io.trovex.stage.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.trovex.contracts.OffsetRange;
import io.trovex.contracts.ReplayState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProgressTests {

    @Test
    void countsOffsetsSoThatGapsAreNoEndlessRemainder() {
        // Given a range of a hundred offsets of which compaction left ten records
        Progress progress = Progress.of(
                ReplayState.RUNNING,
                List.of(PartitionProgress.of(new OffsetRange(0, 100, 200), new Mark(200, 10, 50))));

        assertThat(progress.percent()).isEqualTo(100);
        assertThat(progress.complete()).isTrue();
        assertThat(progress.records()).isEqualTo(10);
    }

    @Test
    void isThroughWhenTheSlowestPartitionIs() {
        Progress progress = Progress.of(
                ReplayState.RUNNING,
                List.of(
                        PartitionProgress.of(new OffsetRange(0, 0, 1_000), new Mark(500, 500, 1_000)),
                        PartitionProgress.of(new OffsetRange(1, 0, 1_000), new Mark(100, 100, 1_000)),
                        PartitionProgress.of(new OffsetRange(2, 7, 7), new Mark(7, 0, 0))));

        assertThat(progress.percent()).isEqualTo(30);
        assertThat(progress.recordsPerSecond()).isEqualTo(600);
        assertThat(progress.secondsLeft()).isEqualTo(9);
    }

    @Test
    void estimatesNothingFromNothing() {
        PartitionProgress untouched = PartitionProgress.of(new OffsetRange(0, 0, 10), new Mark(0, 0, 0));

        assertThat(Progress.of(ReplayState.RUNNING, List.of(untouched)).secondsLeft())
                .isNull();
        assertThat(Progress.of(ReplayState.STOPPED, List.of(untouched)).recordsPerSecond())
                .isNull();
        assertThat(Progress.of(ReplayState.RUNNING, List.of()).percent()).isEqualTo(100);
    }

    @Test
    void neverSaysAHundredPercentBeforeTheEnd() {
        PartitionProgress almost = PartitionProgress.of(new OffsetRange(0, 0, 100_000), new Mark(99_999, 1, 1));

        assertThat(Progress.of(ReplayState.RUNNING, List.of(almost)).percent()).isEqualTo(99.9);
    }

    @Test
    void aMarkSurvivesItsMetadata() {
        Mark mark = new Mark(4711, 4000, 12_345);

        assertThat(Mark.of(4711, mark.metadata())).isEqualTo(mark);
        assertThat(Mark.of(4711, "somebody else's")).isEqualTo(new Mark(4711, 0, 0));
    }

    @Test
    void aStartingPointIsABeginningAnOffsetOrATime() {
        assertThat(StartingPoint.parse("beginning")).contains(new StartingPoint.Beginning());
        assertThat(StartingPoint.parse("4711")).contains(new StartingPoint.AtOffset(4711));
        assertThat(StartingPoint.parse("2026-11-22T17:30:00+01:00"))
                .contains(new StartingPoint.AtTime(Instant.parse("2026-11-22T16:30:00Z")));
        assertThat(List.of("", "end", "-1", "2026-11-22", "99999999999999999999"))
                .allMatch(text -> StartingPoint.parse(text).isEmpty());
    }

    @Test
    void restsOnlyWhileLiveWorkGoesOn() {
        Pace pace = new Pace(0.25);

        assertThat(pace.rest(Duration.ofMillis(100), true)).isEqualTo(Duration.ofMillis(300));
        assertThat(pace.rest(Duration.ofMillis(100), false)).isZero();
        assertThat(new Pace(1).rest(Duration.ofMillis(100), true)).isZero();
    }
}
