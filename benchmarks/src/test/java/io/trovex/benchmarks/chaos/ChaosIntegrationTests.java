package io.trovex.benchmarks.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.trovex.benchmarks.BenchmarkOptions;
import io.trovex.benchmarks.Goal;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * A short run of the long one whose report is under docs/results: this seed kills validation, ingest, index and broker, and
 * takes the object store's disk away.
 */
class ChaosIntegrationTests {
    private static final long SEED = 6590;
    private static final Duration TIME = Duration.ofSeconds(50);

    @Test
    void losesDoublesAndRevivesNothingWhileProcessesAreKilled() throws IOException {
        BenchmarkOptions options = new BenchmarkOptions(null, false, TIME, SEED, System.out::println);

        Map<String, Object> figures = new ChaosBenchmark().run(options);

        System.out.println(figures);
        assertThat(figures).doesNotContainEntry("faults", 0).doesNotContainEntry("writes_acknowledged", 0L);
        assertThat(figures.get("superseded"))
                .as("versions that came out of order")
                .isNotEqualTo(0L);
        assertThat(new ChaosBenchmark().goals())
                .extracting(Goal::figure)
                .contains("lost", "not_last", "uploads_given_up", "dead_letters_of_unknown_documents");
        assertThat(new ChaosBenchmark().goals())
                .allSatisfy(goal -> assertThat(goal.missedBy(figures)).isEmpty());
    }
}
