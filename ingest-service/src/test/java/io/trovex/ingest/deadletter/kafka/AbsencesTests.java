package io.trovex.ingest.deadletter.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class AbsencesTests {
    private static final TopicPartition FIRST = new TopicPartition("a-dlt", 0);
    private static final TopicPartition SECOND = new TopicPartition("a-dlt", 1);

    private final Absences absences = new Absences(Duration.ofNanos(30));

    @Test
    void whatOneListLeavesOutIsNotGone() {
        absences.look(Set.of(FIRST), 0);
        assertThat(absences.isGone(SECOND)).isFalse();
        absences.look(Set.of(FIRST, SECOND), 29);
        assertThat(absences.isGone(SECOND)).isFalse();
        absences.look(Set.of(FIRST), 58);
        assertThat(absences.isGone(SECOND)).as("missed anew").isFalse();
        assertThat(absences.isGone(FIRST)).isFalse();
    }

    @Test
    void whatStaysAwayIsGone() {
        absences.look(Set.of(FIRST), 5);
        assertThat(absences.isGone(SECOND)).isFalse();
        absences.look(Set.of(FIRST), 34);
        assertThat(absences.isGone(SECOND)).isFalse();
        absences.look(Set.of(FIRST), 35);
        assertThat(absences.isGone(SECOND)).isTrue();
    }
}
