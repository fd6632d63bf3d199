package io.trovex.ingest.lag;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class GroupLagTests {

    @Test
    void aGroupIsAsIllAsItsWorstPartition() {
        GroupLag group = GroupLag.of(
                "g", "Stable", List.of(partition(5, 1.0, 10.0, Verdict.OK), partition(7, 9.0, 4.0, Verdict.STALL)));

        assertThat(group.verdict()).isEqualTo(Verdict.STALL);
        assertThat(group.lag()).isEqualTo(12);
        assertThat(group.timeLagSeconds()).isEqualTo(9);
        assertThat(group.secondsToDrain()).isEqualTo(10);
    }

    @Test
    void aGroupWithAPartitionThatDoesNotDrainHasNoTimeToDrain() {
        GroupLag group = GroupLag.of(
                "g", "Stable", List.of(partition(5, 1.0, 10.0, Verdict.OK), partition(7, 9.0, null, Verdict.WARN)));

        assertThat(group.secondsToDrain()).isNull();
    }

    @Test
    void aGroupThatCommittedNothingHasNoLagRatherThanZero() {
        GroupLag group = GroupLag.of("g", "Stable", List.of(PartitionLag.uncommitted("t", 0, 40)));

        assertThat(group.lag()).isNull();
        assertThat(group.verdict()).isNull();
        assertThat(group.timeLagSeconds()).isNull();
        assertThat(group.secondsToDrain()).isNull();
        assertThat(group.messagesLost()).isNull();
    }

    private static PartitionLag partition(long lag, double timeLag, @Nullable Double drain, Verdict verdict) {
        return new PartitionLag("t", 0, 1L, 1 + lag, lag, timeLag, 1L, 0L, drain, verdict, 3);
    }
}
