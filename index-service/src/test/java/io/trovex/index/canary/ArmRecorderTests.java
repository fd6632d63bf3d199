package io.trovex.index.canary;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class ArmRecorderTests {
    private static final Duration FAST = Duration.ofMillis(5);

    @Test
    void countsEachOutcomeAndTheRowOfFailures() {
        ArmRecorder recorder = new ArmRecorder();
        recorder.add(Outcome.FAILED, FAST);
        recorder.add(Outcome.ANSWERED, FAST);
        recorder.add(Outcome.EMPTY, FAST);
        recorder.add(Outcome.DEGRADED, FAST);
        recorder.add(Outcome.FAILED, FAST);
        recorder.add(Outcome.FAILED, FAST);

        ArmCounts counts = recorder.counts();

        assertThat(counts.searches()).isEqualTo(6);
        assertThat(counts.empty()).isEqualTo(1);
        assertThat(counts.degraded()).isEqualTo(1);
        assertThat(counts.failed()).isEqualTo(3);
        assertThat(counts.failuresInARow()).isEqualTo(2);
        assertThat(counts.latencies().count()).as("of answers").isEqualTo(3);
    }

    @Test
    void countsThatWereTakenStayAsTheyAre() {
        ArmRecorder recorder = new ArmRecorder();
        recorder.add(Outcome.ANSWERED, FAST);
        ArmCounts before = recorder.counts();
        recorder.add(Outcome.ANSWERED, FAST);

        assertThat(before.latencies().count()).isEqualTo(1);
        assertThat(recorder.counts().searches()).isEqualTo(2);
    }

    @Test
    void losesNothingUnderConcurrency() {
        ArmRecorder recorder = new ArmRecorder();
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            for (int i = 0; i < 4; i++) {
                threads.execute(() -> {
                    for (int j = 0; j < 10_000; j++) {
                        recorder.add(Outcome.ANSWERED, FAST);
                    }
                });
            }
        }
        assertThat(recorder.counts().searches()).isEqualTo(40_000);
        assertThat(recorder.counts().latencies().count()).isEqualTo(40_000);
    }

    @Test
    void latenciesOfSeveralProcessesAddUpExactly() {
        ArmRecorder one = new ArmRecorder();
        ArmRecorder other = new ArmRecorder();
        ArmRecorder both = new ArmRecorder();
        for (int i = 1; i <= 1_000; i++) {
            Duration took = Duration.ofMillis(i);
            (i % 3 == 0 ? one : other).add(Outcome.ANSWERED, took);
            both.add(Outcome.ANSWERED, took);
        }

        assertThat(one.counts().plus(other.counts())).isEqualTo(both.counts());
        Latencies latencies = both.counts().latencies();
        assertThat(latencies.quantile(0.5)).isBetween(Duration.ofMillis(495), Duration.ofMillis(505));
        assertThat(latencies.quantile(0.99)).isBetween(Duration.ofMillis(980), Duration.ofMillis(1_000));
        assertThat(latencies.countAbove(Duration.ofMillis(900))).isBetween(95L, 100L);
    }

    @Test
    void aSearchOfManyMinutesCountsAsTheLongest() {
        ArmRecorder recorder = new ArmRecorder();
        recorder.add(Outcome.ANSWERED, Duration.ofHours(1));

        assertThat(recorder.counts().latencies().quantile(1)).isBetween(Duration.ofSeconds(59), Duration.ofSeconds(61));
        assertThat(recorder.counts().latencies().countAbove(Duration.ofHours(2)))
                .isZero();
    }
}
